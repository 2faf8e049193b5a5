package dev.parley.order.order.domain;

import dev.parley.order.payment.domain.PaymentId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order. It is pending while stock is being reserved and the payment authorized, and ends confirmed or cancelled;
 * each transition is checked against {@link OrderStatus#next}, added to the timeline and recorded as an event.
 * {@link Orders#save} stores state and events in one write.
 */
public final class Order {

    /** The maximum time that an order may be pending. Shorter than the 15 minutes for which stock is reserved. */
    public static final Duration DEADLINE = Duration.ofMinutes(10);

    private final OrderId id;
    private final OrderNumber number;
    private final BuyerId buyer;
    private final CartId cart;
    private final List<OrderLine> lines;
    private final Pricing pricing;
    private final Address shippingAddress;
    private final Address billingAddress;
    private final List<TimelineEntry> timeline;
    private final Instant placedAt;
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

    /**
     * An order as it is stored.
     *
     * @param reservationSequence the sequence of the newest event of its reservation that was applied; 0 for none
     * @param dueAt the deadline of a pending order; null otherwise
     * @param confirmedAt when it was confirmed, even if it was cancelled later
     * @param unsettledSince when it ended, while its payment has not been ended; null otherwise
     * @param version 0 before it is first stored
     */
    public record State(
            OrderId id,
            OrderNumber number,
            BuyerId buyer,
            CartId cart,
            OrderStatus status,
            List<OrderLine> lines,
            Pricing pricing,
            Address shippingAddress,
            Address billingAddress,
            OrderPayment payment,
            List<TimelineEntry> timeline,
            @Nullable Rejection rejection,
            long reservationSequence,
            Instant placedAt,
            Instant updatedAt,
            @Nullable Instant dueAt,
            @Nullable Instant confirmedAt,
            @Nullable Instant unsettledSince,
            long version) {

        public State {
            lines = List.copyOf(lines);
            timeline = List.copyOf(timeline);
        }
    }

    private Order(State state) {
        id = state.id();
        number = state.number();
        buyer = state.buyer();
        cart = state.cart();
        status = state.status();
        lines = state.lines();
        pricing = state.pricing();
        shippingAddress = state.shippingAddress();
        billingAddress = state.billingAddress();
        payment = state.payment();
        timeline = new ArrayList<>(state.timeline());
        rejection = state.rejection();
        reservationSequence = state.reservationSequence();
        placedAt = state.placedAt();
        updatedAt = state.updatedAt();
        dueAt = state.dueAt();
        confirmedAt = state.confirmedAt();
        unsettledSince = state.unsettledSince();
        version = state.version();
    }

    /** Buyer, addresses and payment of a new order: everything but its lines. */
    public record Details(BuyerId buyer, Address shippingAddress, Address billingAddress, OrderPayment payment) {}

    /**
     * A new order for the lines of a cart.
     *
     * @throws OrderProblem.NothingToOrder without lines
     */
    public static Order place(
            OrderId id,
            OrderNumber number,
            Details details,
            CartId cart,
            List<OrderLine> lines,
            Pricing pricing,
            Instant now) {
        if (lines.isEmpty()) {
            throw new OrderProblem.NothingToOrder();
        }
        pricing.requireSumOf(lines);
        Order order = new Order(new State(
                id,
                number,
                details.buyer(),
                cart,
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

    /** The order with this stored state. */
    public static Order restore(State state) {
        return new Order(state);
    }

    public State state() {
        return new State(
                id,
                number,
                buyer,
                cart,
                status,
                lines,
                pricing,
                shippingAddress,
                billingAddress,
                payment,
                timeline,
                rejection,
                reservationSequence,
                placedAt,
                updatedAt,
                dueAt,
                confirmedAt,
                unsettledSince,
                version);
    }

    /** Confirms it: stock is reserved and the payment authorized. */
    public void confirm(PaymentId paymentId, long sequence, Instant now) {
        go(OrderStatus.CONFIRMED, "Stock reserved and payment authorized.", now);
        seen(sequence);
        payment = payment.decided(OrderPayment.Status.AUTHORIZED, paymentId);
        confirmedAt = now;
        record(new OrderEvent.PaymentAuthorized(paymentId, pricing.total(), now));
        record(new OrderEvent.Confirmed(now));
    }

    /** Rejects it because the provider declined the payment. */
    public void declinePayment(PaymentId paymentId, String reason, long sequence, Instant now) {
        Rejection declined = Rejection.paymentDeclined();
        end(declined, sequence, now);
        payment = payment.decided(OrderPayment.Status.DECLINED, paymentId);
        record(new OrderEvent.PaymentFailed(paymentId, pricing.total(), reason, now));
        record(new OrderEvent.Rejected(declined, now));
    }

    /** Rejects it for a reason other than the payment. A payment that may be in progress has yet to be ended. */
    public void reject(Rejection why, long sequence, Instant now) {
        end(why, sequence, now);
        payment = payment.ended(OrderPayment.Status.VOIDED);
        unsettledSince = now;
        record(new OrderEvent.Rejected(why, now));
    }

    /**
     * Cancels it; idempotent. The payment has yet to be ended.
     *
     * @param reason machine-readable
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

    /** Records that the payment of an ended order has been ended. */
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
        return id;
    }

    public BuyerId buyer() {
        return buyer;
    }

    public OrderStatus status() {
        return status;
    }

    public OrderPayment payment() {
        return payment;
    }

    public Pricing pricing() {
        return pricing;
    }

    public boolean isPending() {
        return status == OrderStatus.PENDING;
    }

    /** Whether it was ever confirmed, even if it was cancelled later. */
    public boolean wasConfirmed() {
        return confirmedAt != null;
    }

    public boolean isOverdue(Instant now) {
        return dueAt != null && !now.isBefore(dueAt);
    }

    public boolean isUnsettled() {
        return unsettledSince != null;
    }

    /** Whether this event of its reservation, or a newer one, has been applied. */
    public boolean hasSeen(long sequence) {
        return sequence <= reservationSequence;
    }

    public long version() {
        return version;
    }

    /** Whether there are unsaved changes: a settled payment is a change without an event. */
    public boolean isChanged() {
        return changed;
    }

    /** The events since it was loaded. */
    public List<OrderEvent> events() {
        return List.copyOf(events);
    }

    /** Called by the repository after it has stored this state and these events. */
    public void saved() {
        version++;
        changed = false;
        events.clear();
    }

    private void end(Rejection why, long sequence, Instant now) {
        // The table allows the cancellation of a confirmed order, but not its rejection.
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
