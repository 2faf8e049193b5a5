package dev.parley.order.order.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class OrderPropertiesTest {

    enum Step {
        CONFIRM,
        DECLINE,
        REJECT,
        CANCEL,
        SETTLE
    }

    /**
     * For any sequence of commands: only transitions of the table happen, each is in the timeline, at most one of
     * confirmed and rejected is published, and only pending orders have a deadline.
     */
    @Property(tries = 500)
    void followsTheTransitionTable(@ForAll List<Step> steps) {
        Order order = OrderFixture.aPendingOrder();
        for (Step step : steps) {
            OrderStatus before = order.status();
            int noted = order.state().timeline().size();
            try {
                attempt(order, step);
            } catch (OrderProblem.StepNotAllowed refused) {
                assertEquals(before, order.status());
            }
            if (order.status() != before) {
                assertTrue(before.next().contains(order.status()));
                assertEquals(noted + 1, order.state().timeline().size());
            }
            assertEquals(order.isPending(), order.state().dueAt() != null);
        }
        long decisions = order.events().stream()
                .filter(e -> e instanceof OrderEvent.Confirmed || e instanceof OrderEvent.Rejected)
                .count();
        assertTrue(decisions <= 1);
    }

    private static void attempt(Order order, Step step) {
        switch (step) {
            case CONFIRM -> order.confirm(OrderFixture.PAYMENT, 1, OrderFixture.NOW);
            case DECLINE -> order.declinePayment(OrderFixture.PAYMENT, "declined", 1, OrderFixture.NOW);
            case REJECT -> order.reject(Rejection.timedOut(), 0, OrderFixture.NOW);
            case CANCEL -> order.cancel("test", OrderFixture.NOW);
            case SETTLE -> order.paymentSettled(OrderFixture.NOW);
        }
    }
}
