package dev.parley.order.order.domain;

import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.VersionClash;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Orders without a database, for fast tests. */
public final class InMemoryOrders implements Orders {

    private final Map<OrderId, Order.State> states = new HashMap<>();
    private final Set<OrderId> voided = new HashSet<>();

    @Override
    public synchronized Optional<Order> find(OrderId id) {
        return Optional.ofNullable(states.get(id)).map(Order::restore);
    }

    @Override
    public Optional<Order> find(OrderId id, BuyerId buyer) {
        return find(id).filter(order -> order.buyer().equals(buyer));
    }

    @Override
    public synchronized List<Order.State> list(BuyerId buyer, Optional<OrderId> before, int most) {
        return states.values().stream()
                .filter(state -> state.buyer().equals(buyer))
                .filter(state -> before.isEmpty()
                        || state.id().value().compareTo(before.get().value()) < 0)
                .sorted(Comparator.comparing((Order.State state) -> state.id().value())
                        .reversed())
                .limit(most)
                .toList();
    }

    @Override
    public List<OrderId> pendingDueBefore(Instant moment, int most) {
        return oldest(Order.State::dueAt, moment, most);
    }

    @Override
    public List<OrderId> unsettledSince(Instant before, int most) {
        return oldest(Order.State::unsettledSince, before, most);
    }

    private synchronized List<OrderId> oldest(Function<Order.State, Instant> field, Instant until, int most) {
        return states.values().stream()
                .filter(state -> field.apply(state) != null)
                .filter(state -> !field.apply(state).isAfter(until))
                .sorted(Comparator.comparing(field))
                .limit(most)
                .map(Order.State::id)
                .toList();
    }

    @Override
    public synchronized void insert(Order order) {
        boolean numberIsTaken = states.values().stream()
                .anyMatch(state -> state.number().equals(order.state().number()));
        if (numberIsTaken || states.containsKey(order.id()) || isVoid(order.id())) {
            throw new VersionClash();
        }
        store(order);
    }

    @Override
    public synchronized void save(Order order, List<PendingEvent> alongside) {
        if (!order.isChanged()) {
            return;
        }
        Order.State stored = states.get(order.id());
        if (stored == null || stored.version() != order.version()) {
            throw new VersionClash();
        }
        store(order);
    }

    private void store(Order order) {
        order.saved();
        states.put(order.id(), order.state());
    }

    @Override
    public synchronized void voidId(OrderId id, BuyerId buyer, Instant now) {
        if (!states.containsKey(id)) {
            voided.add(id);
        }
    }

    @Override
    public synchronized boolean isVoid(OrderId id) {
        return voided.contains(id);
    }
}
