package dev.parley.cart.cart.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Every cart. */
public interface Carts {

    /** The owner's current cart: the one that is active or in checkout. */
    Optional<Cart> current(Owner owner);

    /** The current carts of some owners, as far as they have one. */
    List<Cart> currentOf(Collection<? extends Owner> owners);

    Optional<Cart> byId(CartId id);

    /** The cart that is frozen for this order or was bought with it. */
    Optional<Cart> ofOrder(OrderId order);

    /** Whether the lines of this closed cart have arrived in some cart. */
    boolean isMerged(CartId closed);

    /** Closed carts whose lines still have to go to this owner. */
    List<Cart> movingTo(Owner owner);

    /** Closed carts whose lines should have arrived, changed before this moment. */
    List<CartId> stuckSince(Instant before, int most);

    /** Frozen carts whose lease ran out before this moment, longest first. */
    List<CartId> leaseOverAt(Instant now, int most);

    /** Active carts that are to be abandoned. */
    List<CartId> expiredAt(Instant now, int most);

    /**
     * Stores a new or changed cart with its events; one that has not changed is not written.
     *
     * @throws dev.parley.platform.events.VersionClash when it was changed since it was loaded, the owner has another
     *     current cart, or another cart has the order
     */
    void save(Cart cart);
}
