package dev.parley.catalog.search.lucene;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import dev.parley.catalog.product.domain.ProductFacts;
import dev.parley.catalog.product.domain.Specification;
import dev.parley.catalog.product.domain.VariantFacts;
import dev.parley.platform.id.Ids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Reads a well-formed TSV feed into an {@link IndexedShop}, without the import and its database. */
final class FeedFile {

    private static final List<String> ATTRIBUTES = List.of("color", "size", "material", "gtin", "mpn");

    private FeedFile() {}

    static void addTo(IndexedShop shop, Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] columns = lines.getFirst().split("\t");
        Map<String, List<Map<String, String>>> products = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t", -1);
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < columns.length; i++) {
                row.put(columns[i], cells[i].strip());
            }
            String group = row.getOrDefault("item_group_id", "");
            products.computeIfAbsent(group.isEmpty() ? cell(row, "id") : group, g -> new ArrayList<>())
                    .add(row);
        }
        products.forEach((id, rows) -> shop.put(new ProductId(Ids.next()), facts(id, rows)));
    }

    private static ProductFacts facts(String id, List<Map<String, String>> rows) {
        Map<String, String> first = rows.getFirst();
        return new ProductFacts(
                "own",
                id,
                cell(first, "title"),
                cell(first, "description"),
                cell(first, "brand"),
                Arrays.stream(cell(first, "product_type").split(" > "))
                        .map(name -> name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"))
                        .collect(Collectors.joining("/")),
                "",
                List.of(),
                specifications(cell(first, "product_detail")),
                rows.stream().map(FeedFile::variant).toList());
    }

    private static VariantFacts variant(Map<String, String> row) {
        Map<String, String> attributes = new HashMap<>();
        ATTRIBUTES.stream()
                .filter(name -> !cell(row, name).isEmpty())
                .forEach(name -> attributes.put(name, cell(row, name)));
        String[] price = cell(row, "price").split(" ");
        return new VariantFacts(
                new Sku(cell(row, "id")),
                attributes,
                Money.of(CurrencyUnit.of(price[1]), Double.parseDouble(price[0])));
    }

    private static List<Specification> specifications(String cell) {
        return Stream.of(cell.split("; "))
                .map(detail -> detail.split(":", 3))
                .filter(parts -> parts.length == 3)
                .map(parts -> new Specification(parts[0], parts[1], parts[2]))
                .toList();
    }

    private static String cell(Map<String, String> row, String column) {
        return row.getOrDefault(column, "");
    }
}
