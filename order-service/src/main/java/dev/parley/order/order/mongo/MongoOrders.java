package dev.parley.order.order.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import dev.parley.order.order.application.OrderMessages;
import dev.parley.order.order.domain.BuyerId;
import dev.parley.order.order.domain.Order;
import dev.parley.order.order.domain.OrderId;
import dev.parley.order.order.domain.Orders;
import dev.parley.platform.events.AlreadyExists;
import dev.parley.platform.events.OutboxCollection;
import dev.parley.platform.events.Outboxes;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.StartOrder;
import dev.parley.platform.security.CurrentCaller;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Orders in the collection {@code orders}; their events go to {@code order.orders}. An id that was given up is a
 * document too, with {@code voidedFor} in the place of {@code userId}, so that one unique key decides between an order
 * and its being given up.
 */
@ApplicationScoped
@Startup(StartOrder.OUTBOXES)
class MongoOrders implements Orders {

    private static final String VOIDED_FOR = "voidedFor";

    private final OutboxCollection orders;
    private final OrderMessages messages;
    private final CurrentCaller caller;

    MongoOrders(Outboxes outboxes, OrderMessages messages, CurrentCaller caller) {
        this.orders = outboxes.open("orders", "order.orders");
        this.messages = messages;
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
    public List<Order> of(BuyerId buyer, Optional<OrderId> before, int most) {
        // Ids sort by the time they were made.
        Bson range = before.map(last -> lt("_id", last.value())).orElse(empty());
        return orders.mongo()
                .find(and(eq("userId", buyer.value()), range))
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
    public Insert insert(Order order) {
        try {
            orders.insert(OrderDocument.write(order), events(order));
        } catch (AlreadyExists e) {
            boolean idTaken = orders.mongo().find(eq("_id", order.id().value())).first() != null;
            return idTaken ? Insert.ID_TAKEN : Insert.NUMBER_TAKEN;
        }
        order.saved();
        return Insert.STORED;
    }

    @Override
    public void save(Order order, List<PendingEvent> alongside) {
        if (!order.isChanged()) {
            return;
        }
        List<PendingEvent> events =
                Stream.concat(events(order).stream(), alongside.stream()).toList();
        orders.replace(order.id().value(), order.version(), OrderDocument.write(order), events);
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
            // There is an order, or it was given up before.
        }
    }

    @Override
    public boolean isVoid(OrderId id) {
        return orders.mongo()
                        .find(and(eq("_id", id.value()), exists(VOIDED_FOR)))
                        .first()
                != null;
    }

    private List<PendingEvent> events(Order order) {
        String actor = caller.get().actor();
        return order.events().stream()
                .map(event -> PendingEvent.of(messages.toWire(order, event), event.at(), actor))
                .toList();
    }

    private Optional<Order> one(Bson filter) {
        return Optional.ofNullable(orders.mongo().find(filter).first()).map(OrderDocument::read);
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
