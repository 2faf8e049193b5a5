package dev.parley.catalog.inventory;

import dev.parley.catalog.inventory.domain.InventoryEvent;
import dev.parley.catalog.inventory.domain.Reservation;
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

/** Reservations that behave like stored ones, and keep the events that went out with them. */
final class InMemoryReservations implements Reservations {

    private final Map<String, Reservation.State> byOrder = new HashMap<>();
    private final List<InventoryEvent> events = new ArrayList<>();

    @Override
    public synchronized Optional<Reservation> find(String orderId) {
        return Optional.ofNullable(byOrder.get(orderId)).map(Reservation::of);
    }

    @Override
    public synchronized List<Reservation> findAll(Collection<String> orderIds) {
        return orderIds.stream().map(this::find).flatMap(Optional::stream).toList();
    }

    @Override
    public synchronized boolean insert(Reservation reservation) {
        if (byOrder.containsKey(reservation.orderId())) {
            return false;
        }
        keep(reservation, 1);
        return true;
    }

    @Override
    public synchronized void save(Reservation reservation) {
        Reservation.State kept = byOrder.get(reservation.orderId());
        if (kept == null || kept.version() != reservation.state().version()) {
            throw new VersionClash();
        }
        keep(reservation, kept.version() + 1);
    }

    @Override
    public synchronized List<String> expired(Instant now, int limit) {
        return byOrder.values().stream()
                .filter(s -> s.status() == ReservationStatus.RESERVED && !s.pinned())
                .filter(s -> s.expiresAt() != null && !s.expiresAt().isAfter(now))
                .map(Reservation.State::orderId)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<String> unsettled(Instant since, int limit) {
        return byOrder.values().stream()
                .filter(s -> s.unsettledSince() != null && s.unsettledSince().isBefore(since))
                .map(Reservation.State::orderId)
                .limit(limit)
                .toList();
    }

    synchronized List<InventoryEvent> events() {
        return List.copyOf(events);
    }

    private void keep(Reservation reservation, long version) {
        Reservation.State s = reservation.state();
        byOrder.put(
                s.orderId(),
                new Reservation.State(
                        s.orderId(),
                        s.status(),
                        s.lines(),
                        s.tokens(),
                        s.pinned(),
                        s.expiresAt(),
                        s.reason(),
                        s.unsettledSince(),
                        s.followed(),
                        s.putBack(),
                        s.createdAt(),
                        s.updatedAt(),
                        version));
        events.addAll(reservation.events());
    }
}
