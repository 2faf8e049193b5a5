package dev.parley.order.order.domain;

import static dev.parley.order.order.domain.OrderFixture.PAYMENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.events.VersionClash;
import dev.parley.platform.id.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Every implementation of {@link Orders} passes these tests, with concurrent writers. */
public abstract class OrdersContract {

    protected final OrderId id = new OrderId(Ids.next());
    protected final BuyerId buyer = new BuyerId(Ids.next());
    // recent, because the service beside this test rejects overdue orders
    protected final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    protected abstract Orders orders();

    @Test
    void restoresTheStoredState() {
        Order order = aNewOrder(id);
        orders().insert(order);
        order.reject(Rejection.noStock("out-of-stock", List.of(new Rejection.Shortage("LAP", 2, 1))), 1, now);
        orders().save(order);
        assertEquals(order.state(), orders().find(id).orElseThrow().state());
        assertEquals(order.state(), orders().find(id, buyer).orElseThrow().state());
        assertEquals(List.of(order.state()), orders().list(buyer, Optional.empty(), 10));
        assertTrue(orders().find(id, new BuyerId(Ids.next())).isEmpty());
    }

    @Test
    void rejectsATakenIdOrNumber() {
        Order order = aNewOrder(id);
        orders().insert(order);
        assertThrows(VersionClash.class, () -> orders().insert(aNewOrder(id)));
        Order sameNumber = OrderFixture.aPendingOrder(
                new OrderId(Ids.next()), order.state().number(), buyer, now);
        assertThrows(VersionClash.class, () -> orders().insert(sameNumber));
        assertEquals(order.state(), orders().find(id).orElseThrow().state());
    }

    @RepeatedTest(10)
    void anIdIsEitherAnOrderOrVoided() throws Exception {
        Order order = aNewOrder(id);
        List<Boolean> done = AtOnce.run(List.of(() -> isStored(() -> orders().insert(order)), () -> {
            orders().voidId(id, buyer, now);
            return false;
        }));

        boolean stored = done.getFirst();
        assertEquals(stored, orders().find(id).isPresent());
        assertEquals(!stored, orders().isVoid(id));
    }

    @RepeatedTest(10)
    void decidesAnOrderOnce() throws Exception {
        orders().insert(aNewOrder(id));
        Order one = orders().find(id).orElseThrow();
        Order other = orders().find(id).orElseThrow();
        one.confirm(PAYMENT, 1, now);
        other.reject(Rejection.timedOut(), 0, now);

        List<Boolean> decided = AtOnce.run(
                List.of(() -> isStored(() -> orders().save(one)), () -> isStored(() -> orders().save(other))));

        assertEquals(1, Collections.frequency(decided, true));
    }

    private static boolean isStored(Runnable write) {
        try {
            write.run();
            return true;
        } catch (VersionClash refused) {
            return false;
        }
    }

    @Test
    void listsABuyersOrdersNewestFirst() {
        OrderId later = new OrderId(Ids.next());
        orders().insert(aNewOrder(id));
        orders().insert(aNewOrder(later));
        orders().voidId(new OrderId(Ids.next()), buyer, now);
        assertEquals(
                List.of(later, id),
                orders().list(buyer, Optional.empty(), 10).stream()
                        .map(Order.State::id)
                        .toList());
        assertEquals(
                List.of(id),
                orders().list(buyer, Optional.of(later), 10).stream()
                        .map(Order.State::id)
                        .toList());
    }

    @Test
    void findsOverdueAndUnsettledOrders() {
        Order order = aNewOrder(id);
        orders().insert(order);
        Instant due = now.plus(Order.DEADLINE);
        assertTrue(orders().pendingDueBefore(due, 1000).contains(id));
        assertFalse(
                orders().pendingDueBefore(due.minus(Duration.ofMillis(1)), 1000).contains(id));
        order.cancel("requested", now);
        orders().save(order);
        assertFalse(orders().pendingDueBefore(due, 1000).contains(id));
        assertTrue(orders().unsettledSince(now, 1000).contains(id));
        assertFalse(orders().unsettledSince(now.minusMillis(1), 1000).contains(id));
    }

    protected Order aNewOrder(OrderId order) {
        return OrderFixture.aPendingOrder(order, OrderNumber.random(ThreadLocalRandom.current()), buyer, now);
    }
}
