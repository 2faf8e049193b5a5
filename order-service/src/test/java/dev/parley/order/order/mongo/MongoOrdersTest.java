package dev.parley.order.order.mongo;

import static com.mongodb.client.model.Filters.eq;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoDatabase;
import dev.parley.order.order.domain.Order;
import dev.parley.order.order.domain.Orders;
import dev.parley.order.order.domain.OrdersContract;
import dev.parley.platform.testing.StackResource;
import dev.parley.platform.testing.Tags;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
@Tag(Tags.STORAGE)
class MongoOrdersTest extends OrdersContract {

    @Inject
    Orders orders;

    @Inject
    MongoDatabase database;

    @Override
    protected Orders orders() {
        return orders;
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

    private Document stored() {
        return Objects.requireNonNull(
                database.getCollection("orders").find(eq("_id", id.value())).first());
    }
}
