package dev.parley.order.order.domain;

import java.util.List;

/**
 * Why an order came to nothing.
 *
 * @param reason a word for programs, such as {@code out-of-stock}
 * @param detail the same for people
 * @param items the lines that could not be had
 */
public record Rejection(String reason, String detail, List<Shortage> items) {

    /** A line that asked for more than there was. */
    public record Shortage(String sku, int requested, int available) {}

    public Rejection {
        items = List.copyOf(items);
    }

    /** @param reason what catalog-service said */
    public static Rejection noStock(String reason, List<Shortage> items) {
        return new Rejection(reason, "Not everything in this order is in stock.", items);
    }

    public static Rejection reservationEnded() {
        return new Rejection("reservation-ended", "The goods were not held long enough for this order.", List.of());
    }

    public static Rejection paymentDeclined() {
        return new Rejection("payment-declined", "The payment was declined.", List.of());
    }

    public static Rejection timedOut() {
        return new Rejection("timed-out", "This order could not be completed in time.", List.of());
    }
}
