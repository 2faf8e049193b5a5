package dev.parley.catalog.inventory.domain;

/** The status of a reservation. */
public enum ReservationStatus {
    /** Holds are being taken; no event has been published. */
    RESERVING,
    /** Every line is held. */
    RESERVED,
    /** At least one line was short; nothing is held. */
    REJECTED,
    /** Released: the order was rejected, cancelled or never placed, or the reservation expired. */
    RELEASED,
    /** The units were sold and have left the stock. */
    COMMITTED,
    /** The sale was cancelled and the units were returned to the stock. */
    RETURNED
}
