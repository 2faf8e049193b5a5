package dev.parley.chat.assistant.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * A wish with less asked for, to be tried when nothing fulfils all of it.
 *
 * @param given what was given up, as it reads after "without" or in a list: {@code the colour}
 */
record Relaxation(Wish wish, String given) {

    /** One thing given up at a time, what matters least to most people first, and last everything but the product. */
    static List<Relaxation> of(Wish wish) {
        List<Relaxation> ways = new ArrayList<>();
        if (wish.inStock()) {
            ways.add(new Relaxation(wish.evenOutOfStock(), "having it in stock"));
        }
        if (wish.size() != null) {
            ways.add(new Relaxation(wish.withoutSize(), "the size"));
        }
        if (wish.color() != null) {
            ways.add(new Relaxation(wish.withoutColor(), "the colour"));
        }
        if (wish.marketplace() != null) {
            ways.add(new Relaxation(wish.withoutMarketplace(), "the marketplace"));
        }
        if (!wish.price().isAny()) {
            ways.add(new Relaxation(wish.withoutPrice(), "the price limit"));
        }
        if (wish.brand() != null) {
            ways.add(new Relaxation(wish.withoutBrand(), "the brand"));
        }
        if (ways.size() > 1) {
            ways.add(new Relaxation(
                    wish.evenOutOfStock()
                            .withoutSize()
                            .withoutColor()
                            .withoutMarketplace()
                            .withoutPrice()
                            .withoutBrand(),
                    "everything else you named"));
        }
        // Without words there must be something left to look for.
        ways.removeIf(way -> way.wish().product().isEmpty()
                && way.wish().color() == null
                && way.wish().brand() == null);
        return ways;
    }
}
