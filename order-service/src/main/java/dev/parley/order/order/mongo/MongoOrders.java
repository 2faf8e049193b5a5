package dev.parley.order.order.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import dev.parley.order.order.domain.BuyerId;
import dev.parley.order.order.domain.Order;
import dev.parley.order.order.domain.OrderId;
import dev.parley.order.order.domain.Orders;
import dev.parley.platform.events.AlreadyExists;
import dev.parley.platform.events.OutboxCollection;
import dev.parley.platform.events.Outboxes;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.StartOrder;
import dev.parley.platform.events.VersionClash;
import dev.parley.platform.events.WireEvents;
import dev.parley.platform.security.CurrentCaller;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Orders in the collection {@code orders}; their events go to {@code order.orders}. A voided id is a document too, with
 * {@code voidedFor} instead of {@code userId}, so that one unique key decides between an order and its voiding.
 */
@ApplicationScoped
@Startup(StartOrder.OUTBOXES)
class MongoOrders implements Orders {

    private static final String VOIDED_FOR = "voidedFor";

    private final OutboxCollection orders;
    private final WireEvents<Order> events;
    private final CurrentCaller caller;

    MongoOrders(Outboxes outboxes, WireEvents<Order> events, CurrentCaller caller) {
        this.orders = outboxes.open("orders", "order.orders");
        this.events = events;
        this.caller = caller;
    }

    @Override
    public Optional<Order> find(OrderId id) {
        return one(and(eq("_id", id.value()), exists(VOIDED_FOR, false)));
    }

    @Override
    public Optional<Order> find(OrderId id, BuyerId buyer) {
        return one(and(eq("_id", id.value()), eq("userId", buyer.value())));
    }

    @Override
    public List<Order.State> list(BuyerId buyer, Optional<OrderId> before, int most) {
        // Ids sort by creation time.
        Bson range = before.map(last -> lt("_id", last.value())).orElse(empty());
        return orders.mongo()
                .find(and(eq("userId", buyer.value()), range))
                .projection(exclude(List.copyOf(OutboxCollection.OUTBOX)))
                .sort(descending("_id"))
                .limit(most)
                .map(OrderDocument::read)
                .into(new ArrayList<>());
    }

    @Override
    public List<OrderId> pendingDueBefore(Instant moment, int most) {
        return oldest("dueAt", moment, most);
    }

    @Override
    public List<OrderId> unsettledSince(Instant before, int most) {
        return oldest("unsettledSince", before, most);
    }

    @Override
    public void insert(Order order) {
        try {
            orders.insert(
                    OrderDocument.write(order), events.of(order, caller.get().actor()));
        } catch (AlreadyExists taken) {
            throw new VersionClash();
        }
        order.saved();
    }

    @Override
    public void save(Order order, List<PendingEvent> alongside) {
        if (!order.isChanged()) {
            return;
        }
        List<PendingEvent> all = new ArrayList<>(events.of(order, caller.get().actor()));
        all.addAll(alongside);
        orders.save(order.id().value(), order.version(), OrderDocument.write(order), all);
        order.saved();
    }

    @Override
    public void voidId(OrderId id, BuyerId buyer, Instant now) {
        try {
            orders.insert(
                    new Document("_id", id.value())
                            .append(VOIDED_FOR, buyer.value())
                            .append("createdAt", Date.from(now)),
                    List.of());
        } catch (AlreadyExists e) {
            // There is an order, or the id is voided already.
        }
    }

    @Override
    public boolean isVoid(OrderId id) {
        return orders.mongo()
                        .find(and(eq("_id", id.value()), exists(VOIDED_FOR)))
                        .first()
                != null;
    }

    private Optional<Order> one(Bson filter) {
        return Optional.ofNullable(orders.mongo().find(filter).first())
                .map(OrderDocument::read)
                .map(Order::restore);
    }

    private List<OrderId> oldest(String field, Instant until, int most) {
        return orders.mongo()
                .find(lte(field, Date.from(until)))
                .sort(ascending(field))
                .projection(include("_id"))
                .limit(most)
                .map(order -> new OrderId(order.getString("_id")))
                .into(new ArrayList<>());
    }
}
