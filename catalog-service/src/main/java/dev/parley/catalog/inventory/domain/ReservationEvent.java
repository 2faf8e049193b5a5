package dev.parley.catalog.inventory.domain;

import java.time.Instant;
import java.util.List;

/** An event of a reservation. */
public sealed interface ReservationEvent {

    Instant at();

    record Reserved(Instant expiresAt, Instant at) implements ReservationEvent {}

    record Rejected(String reason, List<Shortage> shortages, Instant at) implements ReservationEvent {}

    record Released(String reason, Instant at) implements ReservationEvent {}

    record Committed(Instant at) implements ReservationEvent {}
}
