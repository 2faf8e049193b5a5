package dev.parley.order.order.domain;

import java.util.List;

/**
 * The reason for which an order was rejected.
 *
 * @param reason machine-readable, such as {@code out-of-stock}
 * @param detail human-readable
 * @param items the lines that could not be reserved
 */
public record Rejection(String reason, String detail, List<Shortage> items) {

    /** A line whose quantity exceeds the available stock. */
    public record Shortage(String sku, int requested, int available) {}

    public Rejection {
        items = List.copyOf(items);
    }

    /** @param reason the reason given by catalog-service */
    public static Rejection noStock(String reason, List<Shortage> items) {
        String detail = reason.equals("order-limit-exceeded")
                ? "At least one item of this order exceeds the units that one order may have."
                : "At least one item of this order is out of stock.";
        return new Rejection(reason, detail, items);
    }

    public static Rejection reservationEnded() {
        return new Rejection(
                "reservation-ended", "The stock reservation ended before the order was confirmed.", List.of());
    }

    public static Rejection paymentDeclined() {
        return new Rejection("payment-declined", "The payment was declined.", List.of());
    }

    public static Rejection timedOut() {
        return new Rejection("timed-out", "This order could not be completed in time.", List.of());
    }
}
