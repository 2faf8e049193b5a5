package dev.parley.order.order.application;

import dev.parley.order.order.domain.Order;
import dev.parley.order.order.domain.OrderId;
import dev.parley.order.order.domain.Orders;
import dev.parley.order.order.domain.Rejection;
import dev.parley.order.payment.application.AuthorizePayment;
import dev.parley.order.payment.domain.Payment;
import dev.parley.order.payment.domain.PaymentReference;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Continues an order whose stock is reserved: pins the reservation, authorizes the payment, and stores the outcome in
 * one write. Every step is idempotent: a redelivered event or the recurring job repeats all of them while the order is
 * pending, and ends the payment of an order that has ended.
 */
@ApplicationScoped
public class AcceptReservation {

    private final Orders orders;
    private final Reservations reservations;
    private final AuthorizePayment authorizePayment;
    private final SettlePayment settlePayment;
    private final Clock clock;

    AcceptReservation(
            Orders orders,
            Reservations reservations,
            AuthorizePayment authorizePayment,
            SettlePayment settlePayment,
            Clock clock) {
        this.orders = orders;
        this.reservations = reservations;
        this.authorizePayment = authorizePayment;
        this.settlePayment = settlePayment;
        this.clock = clock;
    }

    /** @param sequence the sequence of the reservation's event */
    public void handle(OrderId id, long sequence) {
        Order order = orders.find(id).orElseThrow(() -> Problems.notFound("order"));
        if (order.isPending()) {
            switch (reservations.pin(id)) {
                case PINNED -> pay(order, sequence);
                case ENDED, UNKNOWN ->
                    whilePending(id, o -> o.reject(Rejection.reservationEnded(), sequence, clock.instant()));
            }
        }
        settlePayment.handle(id);
    }

    /** Resumes a pending order if its stock is reserved; else no effect. */
    void resume(OrderId id) {
        Order order = orders.find(id).orElseThrow(() -> Problems.notFound("order"));
        if (order.isPending() && reservations.pin(id) == Reservations.Pin.PINNED) {
            pay(order, 0);
            settlePayment.handle(id);
        }
    }

    private void pay(Order order, long sequence) {
        String token = Objects.requireNonNull(order.payment().token(), "a pending order has its payment token");
        Payment payment = authorizePayment.handle(
                new PaymentReference(order.id().value()),
                order.payment().method(),
                token,
                order.pricing().total());
        whilePending(order.id(), o -> {
            switch (payment.status()) {
                case AUTHORIZED -> o.confirm(payment.id(), sequence, clock.instant());
                case DECLINED ->
                    o.declinePayment(payment.id(), payment.reason().orElse("declined"), sequence, clock.instant());
                case PENDING -> throw new IllegalStateException("An authorization returned without a decision");
                // A payment is ended only after its order has ended, so the order is not pending.
                case VOIDED, REFUNDED -> throw new IllegalStateException("The payment of a pending order has ended");
            }
        });
    }

    private void whilePending(OrderId id, Consumer<Order> step) {
        OptimisticRetry.run(() -> {
            orders.find(id).filter(Order::isPending).ifPresent(order -> {
                step.accept(order);
                OrderLog.after(order, () -> orders.save(order));
            });
            return true;
        });
    }
}
