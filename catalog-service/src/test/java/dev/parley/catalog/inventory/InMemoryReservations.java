package dev.parley.catalog.inventory;

import dev.parley.catalog.inventory.domain.OrderId;
import dev.parley.catalog.inventory.domain.Reservation;
import dev.parley.catalog.inventory.domain.ReservationEvent;
import dev.parley.catalog.inventory.domain.ReservationStatus;
import dev.parley.catalog.inventory.domain.Reservations;
import dev.parley.platform.events.VersionClash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** In-memory reservations with their stored events. */
final class InMemoryReservations implements Reservations {

    private final Map<OrderId, Reservation.State> byOrder = new HashMap<>();
    private final List<ReservationEvent> events = new ArrayList<>();

    @Override
    public synchronized Optional<Reservation> find(OrderId orderId) {
        return Optional.ofNullable(byOrder.get(orderId)).map(Reservation::restore);
    }

    @Override
    public synchronized List<Reservation> findAll(Collection<OrderId> orderIds) {
        return orderIds.stream().map(this::find).flatMap(Optional::stream).toList();
    }

    @Override
    public synchronized void insert(Reservation reservation) {
        if (byOrder.containsKey(reservation.orderId())) {
            throw new VersionClash();
        }
        store(reservation);
    }

    @Override
    public synchronized void save(Reservation reservation) {
        if (!reservation.isChanged()) {
            return;
        }
        Reservation.State stored = byOrder.get(reservation.orderId());
        if (stored == null || stored.version() != reservation.version()) {
            throw new VersionClash();
        }
        store(reservation);
    }

    @Override
    public synchronized List<OrderId> expired(Instant now, int limit) {
        return byOrder.values().stream()
                .filter(s -> s.status() == ReservationStatus.RESERVED && !s.pinned())
                .filter(s -> s.expiresAt() != null && !s.expiresAt().isAfter(now))
                .map(Reservation.State::orderId)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<OrderId> unsettled(Instant since, int limit) {
        return byOrder.values().stream()
                .filter(s -> s.unsettledSince() != null && s.unsettledSince().isBefore(since))
                .map(Reservation.State::orderId)
                .limit(limit)
                .toList();
    }

    synchronized List<ReservationEvent> events() {
        return List.copyOf(events);
    }

    private void store(Reservation reservation) {
        events.addAll(reservation.events());
        reservation.saved();
        byOrder.put(reservation.orderId(), reservation.state());
    }
}
