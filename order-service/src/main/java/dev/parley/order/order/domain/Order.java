package dev.parley.order.order.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a buyer has ordered. It begins pending, while stock is reserved and payment authorised, and ends confirmed or
 * cancelled; each step is checked against {@link OrderStatus#next}, noted in the timeline and recorded as an event.
 * {@link Orders#save} stores state and events in one write.
 */
public final class Order {

    /** Until when an order has to be decided. Shorter than the 15 minutes for which stock is reserved. */
    public static final Duration DEADLINE = Duration.ofMinutes(10);

    private final OrderState placed;
    private final List<TimelineEntry> timeline;
    private final List<OrderEvent> events = new ArrayList<>();
    private OrderStatus status;
    private OrderPayment payment;
    private @Nullable Rejection rejection;
    private long reservationSequence;
    private Instant updatedAt;
    private @Nullable Instant dueAt;
    private @Nullable Instant confirmedAt;
    private @Nullable Instant unsettledSince;
    private long version;
    private boolean changed;

    private Order(OrderState state) {
        placed = state;
        timeline = new ArrayList<>(state.timeline());
        status = state.status();
        payment = state.payment();
        rejection = state.rejection();
        reservationSequence = state.reservationSequence();
        updatedAt = state.updatedAt();
        dueAt = state.dueAt();
        confirmedAt = state.confirmedAt();
        unsettledSince = state.unsettledSince();
        version = state.version();
    }

    /** Buyer, addresses and payment of a new order: everything but its lines. */
    public record Details(BuyerId buyer, Address shippingAddress, Address billingAddress, OrderPayment payment) {}

    /**
     * A new order of what was in a cart.
     *
     * @throws OrderProblem.NothingToOrder without lines
     */
    public static Order place(
            OrderId id,
            OrderNumber number,
            Details details,
            String cartId,
            List<OrderLine> lines,
            Pricing pricing,
            Instant now) {
        if (lines.isEmpty()) {
            throw new OrderProblem.NothingToOrder();
        }
        pricing.requireSumOf(lines);
        Order order = new Order(new OrderState(
                id,
                number,
                details.buyer(),
                cartId,
                OrderStatus.PENDING,
                lines,
                pricing,
                details.shippingAddress(),
                details.billingAddress(),
                details.payment(),
                List.of(new TimelineEntry(OrderStatus.PENDING, now, "Order placed.")),
                null,
                0,
                now,
                now,
                now.plus(DEADLINE),
                null,
                null,
                0));
        order.record(new OrderEvent.Placed(now));
        return order;
    }

    /** The order that was kept as this. */
    public static Order of(OrderState state) {
        return new Order(state);
    }

    public OrderState state() {
        return new OrderState(
                placed.id(),
                placed.number(),
                placed.buyer(),
                placed.cartId(),
                status,
                placed.lines(),
                placed.pricing(),
                placed.shippingAddress(),
                placed.billingAddress(),
                payment,
                timeline,
                rejection,
                reservationSequence,
                placed.placedAt(),
                updatedAt,
                dueAt,
                confirmedAt,
                unsettledSince,
                version);
    }

    /** Stock is held and the money authorised: it is sold. */
    public void confirm(String paymentId, long sequence, Instant now) {
        go(OrderStatus.CONFIRMED, "Stock reserved and payment authorised.", now);
        seen(sequence);
        payment = payment.decided(OrderPayment.Status.AUTHORIZED, paymentId);
        confirmedAt = now;
        record(new OrderEvent.PaymentAuthorized(paymentId, placed.pricing().total(), now));
        record(new OrderEvent.Confirmed(now));
    }

    /** The provider said no. */
    public void declinePayment(String paymentId, String reason, long sequence, Instant now) {
        Rejection declined = Rejection.paymentDeclined();
        end(declined, sequence, now);
        payment = payment.decided(OrderPayment.Status.DECLINED, paymentId);
        record(new OrderEvent.PaymentFailed(paymentId, placed.pricing().total(), reason, now));
        record(new OrderEvent.Rejected(declined, now));
    }

    /**
     * It comes to nothing, for a reason other than the payment. A payment that may be under way has still to be ended.
     */
    public void refuse(Rejection why, long sequence, Instant now) {
        end(why, sequence, now);
        payment = payment.ended(OrderPayment.Status.VOIDED);
        unsettledSince = now;
        record(new OrderEvent.Rejected(why, now));
    }

    /**
     * The buyer, or somebody for the buyer, does not want it any more. Cancelling it twice is cancelling it once. The
     * payment has still to be ended.
     *
     * @param reason a word for programs
     */
    public void cancel(String reason, Instant now) {
        if (status == OrderStatus.CANCELLED && rejection == null) {
            return;
        }
        boolean wasConfirmed = status == OrderStatus.CONFIRMED;
        go(OrderStatus.CANCELLED, "Cancelled: " + reason + ".", now);
        payment = payment.ended(wasConfirmed ? OrderPayment.Status.REFUNDING : OrderPayment.Status.VOIDED);
        unsettledSince = now;
        record(new OrderEvent.Cancelled(wasConfirmed, reason, now));
    }

    /** The payment of an order that has ended is ended too. */
    public void paymentSettled(Instant now) {
        if (unsettledSince != null) {
            unsettledSince = null;
            if (payment.status() == OrderPayment.Status.REFUNDING) {
                payment = payment.ended(OrderPayment.Status.REFUNDED);
            }
            updatedAt = now;
            changed = true;
        }
    }

    public OrderId id() {
        return placed.id();
    }

    public BuyerId buyer() {
        return placed.buyer();
    }

    public OrderStatus status() {
        return status;
    }

    public OrderPayment payment() {
        return payment;
    }

    public Pricing pricing() {
        return placed.pricing();
    }

    public boolean isPending() {
        return status == OrderStatus.PENDING;
    }

    /** Whether it was sold at some time, also if it was taken back since. */
    public boolean wasConfirmed() {
        return confirmedAt != null;
    }

    public boolean isOverdue(Instant now) {
        return dueAt != null && !now.isBefore(dueAt);
    }

    public boolean isUnsettled() {
        return unsettledSince != null;
    }

    /** Whether this event of its reservation, or a newer one, has had its effect. */
    public boolean hasSeen(long sequence) {
        return sequence <= reservationSequence;
    }

    public Optional<Rejection> rejection() {
        return Optional.ofNullable(rejection);
    }

    public long version() {
        return version;
    }

    public boolean isChanged() {
        return changed;
    }

    /** What happened since the order was loaded. */
    public List<OrderEvent> events() {
        return List.copyOf(events);
    }

    /** The store has kept this state. */
    public void saved() {
        version++;
        changed = false;
        events.clear();
    }

    private void end(Rejection why, long sequence, Instant now) {
        // The table allows to cancel a confirmed order, but that is the buyer's step: nobody refuses what is sold.
        if (status != OrderStatus.PENDING) {
            throw new OrderProblem.StepNotAllowed(status, OrderStatus.CANCELLED);
        }
        go(OrderStatus.CANCELLED, why.detail(), now);
        seen(sequence);
        rejection = why;
    }

    private void go(OrderStatus to, String note, Instant now) {
        if (!status.next().contains(to)) {
            throw new OrderProblem.StepNotAllowed(status, to);
        }
        status = to;
        dueAt = null;
        updatedAt = now;
        timeline.add(new TimelineEntry(to, now, note));
    }

    private void seen(long sequence) {
        reservationSequence = Math.max(reservationSequence, sequence);
    }

    private void record(OrderEvent event) {
        events.add(event);
        changed = true;
    }
}
