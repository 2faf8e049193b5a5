package dev.parley.cart.cart.domain;

/** Where a cart stands. Only an active cart changes; an active one and one in checkout are the owner's current cart. */
public enum CartStatus {
    ACTIVE,
    /** Frozen for one order: it becomes converted or active again when that order ends. */
    CHECKOUT,
    /** A guest's cart, closed; its lines are on their way to the user's. */
    MERGING,
    MERGED,
    CONVERTED,
    ABANDONED;

    public boolean isCurrent() {
        return this == ACTIVE || this == CHECKOUT;
    }
}
