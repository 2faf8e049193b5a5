package dev.parley.catalog.imports.domain;

import dev.parley.catalog.product.domain.ProductLimits;
import dev.parley.catalog.product.domain.Specification;
import java.util.ArrayList;
import java.util.List;

/**
 * The column {@code product_detail}: {@code Section:Name:Value; Section:Name:Value}. Text after a semicolon that is not
 * of this form belongs to the preceding value. Parses in linear time.
 */
final class ProductDetails {

    private final List<Specification> read = new ArrayList<>();
    private String section = "";
    private String name = "";
    private final List<String> value = new ArrayList<>();

    private ProductDetails() {}

    static List<Specification> read(List<String> cells) throws BadRow {
        ProductDetails details = new ProductDetails();
        for (String cell : cells) {
            for (String piece : cell.split(";")) {
                details.add(piece);
            }
        }
        details.finish();
        return List.copyOf(details.read);
    }

    private void add(String piece) throws BadRow {
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
            throw new BadRow("product_detail must be written like Section:Name:Value");
        } else {
            value.add(piece.strip());
        }
    }

    private void finish() throws BadRow {
        if (value.isEmpty()) {
            return;
        }
        if (read.size() == ProductLimits.SPECIFICATIONS) {
            throw new BadRow("more than " + ProductLimits.SPECIFICATIONS + " specifications");
        }
        Specification one = new Specification(section, name, String.join("; ", value));
        if (one.section().length() > ProductLimits.SPECIFICATION_NAME
                || one.name().length() > ProductLimits.SPECIFICATION_NAME
                || one.value().length() > ProductLimits.SPECIFICATION) {
            throw new BadRow("a specification has a section and a name of at most "
                    + ProductLimits.SPECIFICATION_NAME + " and a value of at most " + ProductLimits.SPECIFICATION
                    + " characters");
        }
        read.add(one);
        value.clear();
    }
}
