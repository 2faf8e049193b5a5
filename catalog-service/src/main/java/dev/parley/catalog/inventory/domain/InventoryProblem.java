package dev.parley.catalog.inventory.domain;

import dev.parley.catalog.Sku;
import dev.parley.platform.WireName;
import dev.parley.platform.problem.Problem;

/** Why a request about stock is refused. */
public abstract sealed class InventoryProblem extends Problem {

    private InventoryProblem(int status, String slug, String title, String detail) {
        super(status, slug, title, detail);
    }

    /** Nobody sells under this SKU. */
    public static final class UnknownSku extends InventoryProblem {
        public UnknownSku(Sku sku) {
            super(404, "sku-not-found", "No such SKU", "Nothing is sold under the SKU " + sku + ".");
        }
    }

    /** Orders hold more units than would be left. */
    public static final class BelowReserved extends InventoryProblem {
        public BelowReserved(Sku sku, int reserved) {
            super(
                    422,
                    "stock-below-reserved",
                    "Fewer than reserved",
                    "Orders hold " + reserved + " units of " + sku + "; no fewer can be on hand.");
            with("reserved", reserved);
        }
    }

    /** Beyond what a count can be. */
    public static final class TooMuchStock extends InventoryProblem {
        public TooMuchStock(Sku sku) {
            super(422, "stock-too-large", "Too many units", "At most " + Stock.MOST + " units of " + sku + " fit.");
        }
    }

    /** The order has no reservation, or none yet. */
    public static final class NoReservation extends InventoryProblem {
        public NoReservation(OrderId orderId) {
            super(
                    404,
                    "reservation-not-found",
                    "No such reservation",
                    "Nothing is reserved for order " + orderId + ".");
        }
    }

    /** The reservation was released, refused or has run out. */
    public static final class ReservationEnded extends InventoryProblem {
        public ReservationEnded(OrderId orderId, ReservationStatus status) {
            super(
                    409,
                    "reservation-ended",
                    "The reservation has ended",
                    "What was reserved for order " + orderId + " is no longer held.");
            with("reservationStatus", WireName.of(status));
        }
    }

    /** An order's end that its reservation's state rules out; a defect somewhere, never a matter of timing. */
    public static final class ImpossibleStep extends InventoryProblem {
        public ImpossibleStep(OrderId orderId, ReservationStatus status, String step) {
            super(
                    409,
                    "reservation-step-impossible",
                    "Impossible step",
                    "The reservation of order " + orderId + " is " + WireName.of(status) + ": it cannot be " + step
                            + ".");
        }
    }
}
