package dev.parley.chat.assistant.domain;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The search criteria of a message.
 *
 * @param product the product's words, without color, size, price and stock: {@code gaming laptop}; may be empty
 * @param size as written, in lower case: {@code m}, {@code 42}, {@code 14 inch}, {@code 256 gb}
 * @param inStock whether it must be in stock
 */
public record Criteria(
        String product,
        @Nullable String color,
        Set<String> unwantedColors,
        @Nullable String brand,
        @Nullable String marketplace,
        @Nullable String size,
        PriceRange price,
        boolean inStock) {

    public Criteria {
        unwantedColors = Set.copyOf(unwantedColors);
    }

    Criteria withoutColor() {
        return new Criteria(product, null, unwantedColors, brand, marketplace, size, price, inStock);
    }

    Criteria withoutBrand() {
        return new Criteria(product, color, unwantedColors, null, marketplace, size, price, inStock);
    }

    Criteria withoutMarketplace() {
        return new Criteria(product, color, unwantedColors, brand, null, size, price, inStock);
    }

    Criteria withoutSize() {
        return new Criteria(product, color, unwantedColors, brand, marketplace, null, price, inStock);
    }

    Criteria withoutPrice() {
        return new Criteria(product, color, unwantedColors, brand, marketplace, size, PriceRange.ANY, inStock);
    }

    Criteria withoutStock() {
        return new Criteria(product, color, unwantedColors, brand, marketplace, size, price, false);
    }

    /** The criteria as text, to show the interpretation: {@code black laptop under 900 USD}. */
    public String inWords() {
        StringBuilder words = new StringBuilder();
        append(words, color);
        append(words, brand);
        append(words, product.isEmpty() ? "product" : product);
        if (size != null) {
            append(words, "in size " + size);
        }
        append(words, priceInWords());
        if (marketplace != null) {
            append(words, "on " + marketplace);
        }
        if (inStock) {
            append(words, "in stock");
        }
        return words.toString();
    }

    private @Nullable String priceInWords() {
        String currency = price.currency() == null ? "" : " " + price.currency().getCode();
        if (price.min() != null && price.max() != null) {
            return "between " + plain(price.min()) + " and " + plain(price.max()) + currency;
        }
        if (price.max() != null) {
            return "under " + plain(price.max()) + currency;
        }
        return price.min() == null ? null : "over " + plain(price.min()) + currency;
    }

    static String plain(java.math.BigDecimal amount) {
        return amount.toPlainString();
    }

    private static void append(StringBuilder words, @Nullable String more) {
        if (more != null && !more.isEmpty()) {
            words.append(words.isEmpty() ? "" : " ").append(more);
        }
    }
}
