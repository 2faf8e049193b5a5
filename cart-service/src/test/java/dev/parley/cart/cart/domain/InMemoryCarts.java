package dev.parley.cart.cart.domain;

import dev.parley.platform.events.VersionClash;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Carts without a database, for fast tests. */
public final class InMemoryCarts implements Carts {

    private final Map<CartId, Cart.State> states = new HashMap<>();

    @Override
    public Optional<Cart> current(Owner owner) {
        return some(state -> isCurrent(state, owner)).findFirst();
    }

    @Override
    public List<Cart> currentOf(Collection<? extends Owner> owners) {
        return some(state -> owners.stream().anyMatch(owner -> isCurrent(state, owner)))
                .toList();
    }

    @Override
    public Optional<Cart> byId(CartId id) {
        return some(state -> state.id().equals(id)).findFirst();
    }

    @Override
    public Optional<Cart> ofOrder(OrderId order) {
        return some(state -> order.equals(state.order())).findFirst();
    }

    @Override
    public boolean isMerged(CartId closed) {
        return some(state -> state.mergedFrom().contains(closed)).findFirst().isPresent();
    }

    @Override
    public List<Cart> movingTo(Owner owner) {
        return some(state -> owner.equals(state.moveTo())).toList();
    }

    @Override
    public List<CartId> movingSince(Instant before, int most) {
        return longest(state -> state.moveTo() != null, Cart::changedAt, before, most);
    }

    @Override
    public List<CartId> leaseExpiredAt(Instant now, int most) {
        return longest(
                state -> state.leaseUntil() != null,
                cart -> Objects.requireNonNull(cart.state().leaseUntil()),
                now,
                most);
    }

    @Override
    public List<CartId> expiredAt(Instant now, int most) {
        return longest(state -> state.status() == CartStatus.ACTIVE, Cart::expiresAt, now, most);
    }

    private List<CartId> longest(Predicate<Cart.State> which, Function<Cart, Instant> since, Instant before, int most) {
        return some(which)
                .filter(cart -> !since.apply(cart).isAfter(before))
                .sorted(Comparator.comparing(since))
                .limit(most)
                .map(Cart::id)
                .toList();
    }

    @Override
    public synchronized void save(Cart cart) {
        if (!cart.isChanged()) {
            return;
        }
        Cart.State stored = states.get(cart.id());
        long version = stored == null ? 0 : stored.version();
        boolean placeIsTaken = states.values().stream()
                .filter(other -> !other.id().equals(cart.id()))
                .anyMatch(other -> cart.status().isCurrent() && isCurrent(other, cart.owner())
                        || other.order() != null && cart.order().equals(Optional.of(other.order())));
        if (version != cart.version() || placeIsTaken) {
            throw new VersionClash();
        }
        cart.saved();
        states.put(cart.id(), cart.state());
    }

    private static boolean isCurrent(Cart.State state, Owner owner) {
        return state.status().isCurrent() && state.owner().equals(owner);
    }

    /** Copies, isolated from the store, in the order of their ids. */
    private synchronized Stream<Cart> some(Predicate<Cart.State> which) {
        return states.values().stream()
                .filter(which)
                .sorted(Comparator.comparing(state -> state.id().value()))
                .map(Cart::restore)
                .toList()
                .stream();
    }
}
