package dev.parley.cart.cart.domain;

/**
 * The status of a cart. Only active carts can be changed; an active cart or one in checkout is its owner's current
 * cart.
 */
public enum CartStatus {
    ACTIVE,
    /** Frozen for one order: it becomes converted or active again when that order ends. */
    CHECKOUT,
    /** A closed guest cart; its lines move to the user's cart. */
    MERGING,
    MERGED,
    CONVERTED,
    ABANDONED;

    public boolean isCurrent() {
        return this == ACTIVE || this == CHECKOUT;
    }
}
