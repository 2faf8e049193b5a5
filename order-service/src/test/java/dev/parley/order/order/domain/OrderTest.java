package dev.parley.order.order.domain;

import static dev.parley.order.order.domain.OrderFixture.ANNA;
import static dev.parley.order.order.domain.OrderFixture.CART;
import static dev.parley.order.order.domain.OrderFixture.ID;
import static dev.parley.order.order.domain.OrderFixture.LAPTOPS;
import static dev.parley.order.order.domain.OrderFixture.NOW;
import static dev.parley.order.order.domain.OrderFixture.NUMBER;
import static dev.parley.order.order.domain.OrderFixture.PAYMENT;
import static dev.parley.order.order.domain.OrderFixture.aConfirmedOrder;
import static dev.parley.order.order.domain.OrderFixture.aPendingOrder;
import static dev.parley.order.order.domain.OrderFixture.pricing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class OrderTest {

    @Test
    void beginsPendingWithADeadline() {
        Order order = aPendingOrder();
        assertTrue(order.isPending());
        assertFalse(order.isOverdue(NOW.plus(Order.DEADLINE).minusMillis(1)));
        assertTrue(order.isOverdue(NOW.plus(Order.DEADLINE)));
        assertInstanceOf(OrderEvent.Placed.class, order.events().getFirst());
    }

    @Test
    void rejectsAnEmptyOrderAndInconsistentTotals() {
        Order.Details details = new Order.Details(
                ANNA,
                aPendingOrder().state().shippingAddress(),
                aPendingOrder().state().billingAddress(),
                OrderPayment.by("test", "tok_ok"));
        assertThrows(
                OrderProblem.NothingToOrder.class,
                () -> Order.place(ID, NUMBER, details, CART, List.of(), pricing("USD 0.00"), NOW));
        assertThrows(
                IllegalArgumentException.class,
                () -> Order.place(ID, NUMBER, details, CART, List.of(LAPTOPS), pricing("USD 1.00"), NOW));
        Money one = Money.parse("USD 1.00");
        assertThrows(IllegalArgumentException.class, () -> new Pricing(one, one, one, one, one));
    }

    @Test
    void publishesAuthorizationAndConfirmationTogether() {
        Order order = aConfirmedOrder();
        assertEquals(OrderStatus.CONFIRMED, order.status());
        assertEquals(OrderPayment.Status.AUTHORIZED, order.payment().status());
        assertNull(order.payment().token(), "the token is not kept longer than needed");
        assertEquals(
                List.of(OrderEvent.Placed.class, OrderEvent.PaymentAuthorized.class, OrderEvent.Confirmed.class),
                order.events().stream().<Class<?>>map(Object::getClass).toList());
        assertTrue(order.hasSeen(1));
        assertFalse(order.hasSeen(2));
    }

    @Test
    void publishesTheReasonOfAFailedPayment() {
        Order order = aPendingOrder();
        order.declinePayment(PAYMENT, "card-declined", 1, NOW);
        assertEquals(OrderStatus.CANCELLED, order.status());
        assertEquals("payment-declined", order.state().rejection().reason());
        assertFalse(order.isUnsettled(), "nothing was taken");
    }

    @Test
    void isUnsettledAfterARejection() {
        Order order = aPendingOrder();
        order.reject(Rejection.timedOut(), 0, NOW);
        assertTrue(order.isUnsettled());
        order.paymentSettled(NOW);
        assertFalse(order.isUnsettled());
        assertEquals(OrderPayment.Status.VOIDED, order.payment().status());
    }

    @Test
    void rejectsTheRejectionOfAConfirmedOrder() {
        Order order = aConfirmedOrder();
        assertThrows(OrderProblem.StepNotAllowed.class, () -> order.reject(Rejection.reservationEnded(), 2, NOW));
        assertThrows(OrderProblem.StepNotAllowed.class, () -> order.declinePayment(PAYMENT, "late", 2, NOW));
    }

    @Test
    void refundsWhenAConfirmedOrderIsCancelled() {
        Order order = aConfirmedOrder();
        order.cancel("changed-my-mind", NOW);
        assertEquals(OrderPayment.Status.REFUNDING, order.payment().status());
        order.paymentSettled(NOW);
        assertEquals(OrderPayment.Status.REFUNDED, order.payment().status());
        assertTrue(((OrderEvent.Cancelled) order.events().getLast()).wasConfirmed());
        assertTrue(order.wasConfirmed());
    }

    @Test
    void isCancelledOnce() {
        Order order = aPendingOrder();
        order.cancel("once", NOW);
        order.cancel("twice", NOW);
        assertEquals(2, order.events().size());
        assertFalse(((OrderEvent.Cancelled) order.events().getLast()).wasConfirmed());
    }

    @Test
    void rejectsTheCancellationOfARejectedOrder() {
        Order order = aPendingOrder();
        order.reject(Rejection.timedOut(), 0, NOW);
        assertThrows(OrderProblem.StepNotAllowed.class, () -> order.cancel("too-late", NOW));
    }

    @Test
    void numbersHaveNoAmbiguousCharacters() {
        assertTrue(OrderNumber.random(new Random(1)).value().matches("P-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}"));
    }
}
