package dev.parley.catalog.inventory.domain;

import java.util.Locale;

/** Where a reservation stands. */
public enum ReservationStatus {
    /** Holds are being taken; nobody has been told anything. */
    RESERVING,
    /** Every line is held. */
    RESERVED,
    /** At least one line was short; nothing is held. */
    REJECTED,
    /** Given back: the order was refused, cancelled or never came, or the time ran out. */
    RELEASED,
    /** Sold: the units have left the stock. */
    COMMITTED,
    /** Sold and cancelled afterwards: the units are back. */
    RETURNED;

    /** The form kept in documents and shown to others. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ReservationStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
