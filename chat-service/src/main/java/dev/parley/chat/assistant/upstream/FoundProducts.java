package dev.parley.chat.assistant.upstream;

import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** The fields of a search result that this service reads. */
record FoundProducts(List<Product> items) {

    record Product(
            String id,
            String marketplace,
            String name,
            @Nullable String brand,
            List<Variant> variants) {}

    record Variant(
            String sku,
            @Nullable Map<String, String> attributes,
            Money price,
            @Nullable Availability availability) {}

    record Availability(int available) {}
}
