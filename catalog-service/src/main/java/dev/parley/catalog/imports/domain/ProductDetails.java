package dev.parley.catalog.imports.domain;

import dev.parley.catalog.product.domain.ProductLimits;
import dev.parley.catalog.product.domain.Specification;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The column {@code product_detail}: {@code Section:Name:Value; Section:Name:Value}. Text after a semicolon that is not
 * of this form belongs to the preceding value. What is wrong is left out or cut with a notice. Parses in linear time.
 */
final class ProductDetails {

    private final List<Specification> read = new ArrayList<>();
    private String section = "";
    private String name = "";
    private final List<String> value = new ArrayList<>();

    private final Set<String> problems = new LinkedHashSet<>();

    private ProductDetails() {}

    /** @param notice receives the reason of each kind of problem once */
    static List<Specification> read(List<String> cells, Consumer<String> notice) {
        ProductDetails details = new ProductDetails();
        for (String cell : cells) {
            for (String piece : cell.split(";")) {
                details.add(piece);
            }
        }
        details.finish();
        details.problems.forEach(notice);
        return List.copyOf(details.read);
    }

    private void add(String piece) {
        int first = piece.indexOf(':');
        int second = piece.indexOf(':', first + 1);
        if (first >= 0 && second > first + 1) {
            finish();
            section = piece.substring(0, first).strip();
            name = piece.substring(first + 1, second).strip();
            value.add(piece.substring(second + 1).strip());
        } else if (piece.isBlank()) {
            return;
        } else if (value.isEmpty()) {
            problems.add("product_detail must be written like Section:Name:Value; other text was left out");
        } else {
            value.add(piece.strip());
        }
    }

    private void finish() {
        if (value.isEmpty()) {
            return;
        }
        if (read.size() < ProductLimits.SPECIFICATIONS) {
            read.add(new Specification(
                    cut(section, ProductLimits.SPECIFICATION_NAME),
                    cut(name, ProductLimits.SPECIFICATION_NAME),
                    cut(String.join("; ", value), ProductLimits.SPECIFICATION)));
        } else {
            problems.add(
                    "there are more than " + ProductLimits.SPECIFICATIONS + " specifications; the last were left out");
        }
        value.clear();
    }

    private String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        problems.add("a specification has a section and a name of at most " + ProductLimits.SPECIFICATION_NAME
                + " and a value of at most " + ProductLimits.SPECIFICATION + " characters; longer ones were cut");
        return text.substring(0, most);
    }
}
