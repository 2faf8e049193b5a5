package dev.parley.catalog.product.domain;

import java.math.BigDecimal;

/**
 * The rating of a product in its marketplace.
 *
 * @param average 0 to 5, with at most two decimals
 * @param count of the reviews
 */
public record Rating(BigDecimal average, int count) {

    public Rating {
        average = average.stripTrailingZeros();
    }
}
