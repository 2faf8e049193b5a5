package dev.parley.catalog.inventory.domain;

import dev.parley.catalog.Sku;
import dev.parley.platform.WireName;
import dev.parley.platform.problem.Problem;

/** The problems of stock and reservations. */
public abstract sealed class InventoryProblem extends Problem {

    private InventoryProblem(int status, String slug, String title, String detail) {
        super(status, slug, title, detail);
    }

    /** The SKU does not exist. */
    public static final class UnknownSku extends InventoryProblem {
        public UnknownSku(Sku sku) {
            super(404, "sku-not-found", "SKU not found", "The SKU " + sku + " does not exist.");
        }
    }

    /** Orders hold more units than would be on hand. */
    public static final class BelowReserved extends InventoryProblem {
        public BelowReserved(Sku sku, int reserved) {
            super(
                    422,
                    "stock-below-reserved",
                    "Stock below reserved",
                    "Orders hold " + reserved + " units of " + sku + "; the units on hand cannot be fewer.");
            with("reserved", reserved);
        }
    }

    /** The maximum stock is exceeded. */
    public static final class TooMuchStock extends InventoryProblem {
        public TooMuchStock(Sku sku) {
            super(
                    422,
                    "stock-too-large",
                    "Stock limit exceeded",
                    "The stock of " + sku + " has at most " + Stock.MOST + " units.");
        }
    }

    /** The order has no reservation (yet). */
    public static final class NoReservation extends InventoryProblem {
        public NoReservation(OrderId orderId) {
            super(404, "reservation-not-found", "Reservation not found", "Order " + orderId + " has no reservation.");
        }
    }

    /** The reservation was released or rejected, or has expired. */
    public static final class ReservationEnded extends InventoryProblem {
        public ReservationEnded(OrderId orderId, ReservationStatus status) {
            super(409, "reservation-ended", "Reservation ended", "The reservation of order " + orderId + " has ended.");
            with("reservationStatus", WireName.of(status));
        }
    }

    /** An outcome of an order that contradicts the status of its reservation: a defect, not a race. */
    public static final class ImpossibleStep extends InventoryProblem {
        public ImpossibleStep(OrderId orderId, ReservationStatus status, String step) {
            super(
                    409,
                    "reservation-step-impossible",
                    "Invalid reservation transition",
                    "The reservation of order " + orderId + " is " + WireName.of(status) + ": it cannot be " + step
                            + ".");
        }
    }
}
