package dev.parley.order.order.mongo;

import static com.mongodb.client.model.Filters.eq;
import static dev.parley.order.order.domain.OrderFixture.PAYMENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoDatabase;
import dev.parley.order.order.domain.BuyerId;
import dev.parley.order.order.domain.Order;
import dev.parley.order.order.domain.OrderFixture;
import dev.parley.order.order.domain.OrderId;
import dev.parley.order.order.domain.OrderNumber;
import dev.parley.order.order.domain.Orders;
import dev.parley.order.order.domain.Rejection;
import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.events.VersionClash;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.StackResource;
import dev.parley.platform.testing.Tags;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.bson.Document;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
@Tag(Tags.STORAGE)
class MongoOrdersTest {

    private final OrderId id = new OrderId(Ids.next());
    private final BuyerId buyer = new BuyerId(Ids.next());
    // a fresh one, as the service beside this test gives up what is overdue
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @Inject
    Orders orders;

    @Inject
    MongoDatabase database;

    @Test
    void givesBackWhatWasStored() {
        Order order = aNewOrder(id);
        orders.insert(order);
        order.refuse(Rejection.noStock("out-of-stock", List.of(new Rejection.Shortage("LAP", 2, 1))), 1, now);
        orders.save(order);
        assertEquals(order.state(), orders.find(id).orElseThrow().state());
        assertEquals(order.state(), orders.find(id, buyer).orElseThrow().state());
        assertEquals(List.of(order.state()), orders.list(buyer, Optional.empty(), 10));
        assertTrue(orders.find(id, new BuyerId(Ids.next())).isEmpty());
    }

    @Test
    void aFieldThatBecomesNullIsRemoved() {
        Order order = aNewOrder(id);
        orders.insert(order);
        assertTrue(stored().containsKey("dueAt"));
        order.cancel("requested", now);
        orders.save(order);
        assertFalse(stored().containsKey("dueAt"));
        assertTrue(stored().containsKey("unsettledSince"));
        order.paymentSettled(now);
        orders.save(order);
        assertFalse(stored().containsKey("unsettledSince"));
        assertFalse(stored().containsValue(null));
    }

    @Test
    void refusesATakenIdAndATakenNumber() {
        Order order = aNewOrder(id);
        orders.insert(order);
        assertThrows(VersionClash.class, () -> orders.insert(aNewOrder(id)));
        Order sameNumber = OrderFixture.aPendingOrder(
                new OrderId(Ids.next()), order.state().number(), buyer, now);
        assertThrows(VersionClash.class, () -> orders.insert(sameNumber));
        assertEquals(order.state(), orders.find(id).orElseThrow().state());
    }

    @RepeatedTest(10)
    void anIdIsEitherAnOrderOrVoid() throws Exception {
        Order order = aNewOrder(id);
        List<Boolean> done = AtOnce.run(List.of(() -> isStored(() -> orders.insert(order)), () -> {
            orders.voidId(id, buyer, now);
            return false;
        }));

        boolean stored = done.getFirst();
        assertEquals(stored, orders.find(id).isPresent());
        assertEquals(!stored, orders.isVoid(id));
    }

    @RepeatedTest(10)
    void decidesAnOrderOnce() throws Exception {
        orders.insert(aNewOrder(id));
        Order one = orders.find(id).orElseThrow();
        Order other = orders.find(id).orElseThrow();
        one.confirm(PAYMENT, 1, now);
        other.refuse(Rejection.timedOut(), 0, now);

        List<Boolean> decided = AtOnce.run(List.of(() -> isStored(() -> orders.save(one)), () -> isStored(() -> orders.save(other))));

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
        orders.insert(aNewOrder(id));
        orders.insert(aNewOrder(later));
        orders.voidId(new OrderId(Ids.next()), buyer, now);
        assertEquals(
                List.of(later, id),
                orders.list(buyer, Optional.empty(), 10).stream()
                        .map(Order.State::id)
                        .toList());
        assertEquals(
                List.of(id),
                orders.list(buyer, Optional.of(later), 10).stream()
                        .map(Order.State::id)
                        .toList());
    }

    private Document stored() {
        return Objects.requireNonNull(
                database.getCollection("orders").find(eq("_id", id.value())).first());
    }

    private Order aNewOrder(OrderId order) {
        return OrderFixture.aPendingOrder(order, OrderNumber.random(ThreadLocalRandom.current()), buyer, now);
    }
}
