package dev.parley.chat.assistant.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * Search criteria with one or more conditions dropped, to be tried when nothing matches all of them.
 *
 * @param dropped the dropped condition, as it reads after "without" or in a list: {@code the color}
 */
record Relaxation(Criteria criteria, String dropped) {

    /** Drops one condition at a time, the least important first, and finally all but the product. */
    static List<Relaxation> of(Criteria criteria) {
        List<Relaxation> ways = new ArrayList<>();
        if (criteria.inStock()) {
            ways.add(new Relaxation(criteria.withoutStock(), "having it in stock"));
        }
        if (criteria.size() != null) {
            ways.add(new Relaxation(criteria.withoutSize(), "the size"));
        }
        if (criteria.color() != null) {
            ways.add(new Relaxation(criteria.withoutColor(), "the color"));
        }
        if (criteria.marketplace() != null) {
            ways.add(new Relaxation(criteria.withoutMarketplace(), "the marketplace"));
        }
        if (!criteria.price().isAny()) {
            ways.add(new Relaxation(criteria.withoutPrice(), "the price limit"));
        }
        if (criteria.brand() != null) {
            ways.add(new Relaxation(criteria.withoutBrand(), "the brand"));
        }
        if (ways.size() > 1) {
            ways.add(new Relaxation(
                    criteria.withoutStock()
                            .withoutSize()
                            .withoutColor()
                            .withoutMarketplace()
                            .withoutPrice()
                            .withoutBrand(),
                    "everything else you named"));
        }
        // Without a product, at least one other condition must remain.
        ways.removeIf(way -> way.criteria().product().isEmpty()
                && way.criteria().color() == null
                && way.criteria().brand() == null);
        return ways;
    }
}
