package dev.parley.cart.cart.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The repository of carts. */
public interface Carts {

    /** The owner's current cart: the one that is active or in checkout. */
    Optional<Cart> current(Owner owner);

    /** The current carts of these owners; owners without one are left out. */
    List<Cart> currentOf(Collection<? extends Owner> owners);

    Optional<Cart> byId(CartId id);

    /** The cart that is frozen for this order or was converted by it. */
    Optional<Cart> ofOrder(OrderId order);

    /** Whether the lines of this closed cart have been merged into a cart. */
    boolean isMerged(CartId closed);

    /** Closed carts whose lines have yet to be moved to this owner's cart. */
    List<Cart> movingTo(Owner owner);

    /** Closed carts with an unfinished move that began before this moment. */
    List<CartId> movingSince(Instant before, int most);

    /** Frozen carts whose lease expired before this moment, oldest first. */
    List<CartId> leaseExpiredAt(Instant now, int most);

    /** Active carts that have expired. */
    List<CartId> expiredAt(Instant now, int most);

    /**
     * Stores a new or changed cart with its events; an unchanged one is not written.
     *
     * @throws dev.parley.platform.events.VersionClash when it was changed since it was loaded, the owner has another
     *     current cart, or another cart has the order
     */
    void save(Cart cart);
}
