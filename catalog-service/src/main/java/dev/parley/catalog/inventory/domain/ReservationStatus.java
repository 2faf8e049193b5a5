package dev.parley.catalog.inventory.domain;

/** Where a reservation stands. */
public enum ReservationStatus {
    /** Holds are being taken; no event has been published. */
    RESERVING,
    /** Every line is held. */
    RESERVED,
    /** At least one line was short; nothing is held. */
    REJECTED,
    /** Given back: the order was refused, cancelled or never came, or the reservation expired. */
    RELEASED,
    /** Sold: the units have left the stock. */
    COMMITTED,
    /** Sold and cancelled afterwards: the units are back. */
    RETURNED
}
