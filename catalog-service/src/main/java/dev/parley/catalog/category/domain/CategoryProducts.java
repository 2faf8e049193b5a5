package dev.parley.catalog.category.domain;

import java.util.Map;

/** The products in categories, as far as categories need them. */
public interface CategoryProducts {

    /** The number of active products in each category, by its slug; those below it not included. */
    Map<String, Integer> active();

    /** Whether a product of any status is in this category. */
    boolean any(String slug);

    /**
     * Puts some of the products of one category into another.
     *
     * @return whether there may be more of them
     */
    boolean moveSome(String from, String to);
}
