package dev.parley.catalog.inventory.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.domain.Hold;
import dev.parley.catalog.inventory.domain.OrderId;
import dev.parley.catalog.inventory.domain.Stock;
import dev.parley.catalog.inventory.domain.StockChange;
import dev.parley.catalog.inventory.domain.StockEvent;
import dev.parley.catalog.inventory.domain.StockSettings;
import dev.parley.catalog.inventory.domain.Stocks;
import dev.parley.platform.events.AlreadyExists;
import dev.parley.platform.events.OutboxCollection;
import dev.parley.platform.events.Outboxes;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.StartOrder;
import dev.parley.platform.events.WireEvents;
import dev.parley.platform.id.OneTimeKeys;
import dev.parley.platform.security.CurrentCaller;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.bson.conversions.Bson;

/** Stock in MongoDB: one document per SKU, each write one conditional update of it. */
@ApplicationScoped
@Startup(StartOrder.OUTBOXES)
public class MongoStocks implements Stocks {

    static final String COLLECTION = "inventory";

    private final OutboxCollection inventory;
    private final WireEvents<StockEvent> wireEvents;
    private final CurrentCaller caller;
    private final Clock clock;

    MongoStocks(Outboxes outboxes, WireEvents<StockEvent> wireEvents, CurrentCaller caller, Clock clock) {
        this.inventory = outboxes.open(COLLECTION, "catalog.inventory");
        this.wireEvents = wireEvents;
        this.caller = caller;
        this.clock = clock;
    }

    @Override
    public Optional<Stock> find(Sku sku) {
        return Optional.ofNullable(
                        inventory.mongo().find(eq("_id", sku.value())).first())
                .map(StockDocument::read);
    }

    @Override
    public List<Sku> held(Optional<Sku> after, int limit) {
        return inventory
                .mongo()
                .find(and(gt("_id", after.map(Sku::value).orElse("")), gt(StockDocument.RESERVED, 0)))
                .sort(Sorts.ascending("_id"))
                .projection(Projections.include("_id"))
                .limit(limit)
                .map(stock -> new Sku(stock.getString("_id")))
                .into(new ArrayList<>());
    }

    @Override
    public boolean insert(Stock stock, String reason, Instant now) {
        try {
            inventory.insert(StockDocument.write(stock, now), adjusted(stock, stock.onHand(), reason, now));
            return true;
        } catch (AlreadyExists e) {
            return false;
        }
    }

    @Override
    public boolean hold(Sku sku, OrderId orderId, Hold hold) {
        Bson free = and(
                eq("_id", sku.value()),
                gte(StockDocument.AVAILABLE, hold.quantity()),
                exists(StockDocument.hold(orderId), false),
                exists(StockDocument.ended(orderId), false),
                or(exists(StockDocument.RECENT_HOLDS, false), lt(StockDocument.RECENT_HOLDS, Stock.CROWD)),
                or(exists(StockDocument.MAX_PER_ORDER, false), gte(StockDocument.MAX_PER_ORDER, hold.quantity())));
        return write(
                free,
                inc(StockDocument.AVAILABLE, -hold.quantity()),
                inc(StockDocument.RESERVED, hold.quantity()),
                inc(StockDocument.RECENT_HOLDS, 1),
                set(StockDocument.hold(orderId), StockDocument.write(hold)));
    }

    @Override
    public boolean drop(Sku sku, OrderId orderId, Hold hold) {
        return write(
                exactly(sku, orderId, hold),
                inc(StockDocument.AVAILABLE, hold.quantity()),
                inc(StockDocument.RESERVED, -hold.quantity()),
                unset(StockDocument.hold(orderId)));
    }

    @Override
    public boolean end(Stock read, OrderId orderId, Hold hold, Ending ending) {
        boolean inStock = read.heldFor(orderId)
                .filter(held -> held.token().equals(hold.token()))
                .isPresent();
        Bson there = inStock
                ? exactly(read.sku(), orderId, hold)
                : and(
                        untidied(read),
                        exists(StockDocument.hold(orderId), false),
                        exists(StockDocument.ended(orderId), false));
        List<Bson> updates = new ArrayList<>(List.of(
                inc(StockDocument.RESERVED, -hold.quantity()),
                inc(
                        ending == Ending.COMMIT ? StockDocument.ON_HAND : StockDocument.AVAILABLE,
                        ending == Ending.COMMIT ? -hold.quantity() : hold.quantity()),
                set(StockDocument.ended(orderId), true)));
        if (inStock) {
            updates.add(unset(StockDocument.hold(orderId)));
        }
        if (ending == Ending.PUT_BACK) {
            updates.add(set(StockDocument.returned(orderId), true));
        }
        return write(there, updates.toArray(Bson[]::new));
    }

    @Override
    public boolean tidy(Stock read, Collection<OrderId> parked, Collection<OrderId> noted) {
        List<Bson> updates = new ArrayList<>(
                List.of(set(StockDocument.RECENT_HOLDS, 0), set(StockDocument.GENERATION, read.generation() + 1)));
        parked.forEach(orderId -> updates.add(unset(StockDocument.hold(orderId))));
        noted.forEach(orderId -> updates.add(unset(StockDocument.ended(orderId))));
        return write(untidied(read), updates.toArray(Bson[]::new));
    }

    @Override
    public boolean change(
            Stock read, StockChange change, Optional<String> key, Instant now, List<PendingEvent> alongside) {
        List<Bson> updates = new ArrayList<>(List.of(
                inc(StockDocument.ON_HAND, change.delta()),
                inc(StockDocument.AVAILABLE, change.delta()),
                set(StockDocument.UPDATED_AT, Date.from(now))));
        change.feedQuantity().ifPresent(quantity -> updates.add(set(StockDocument.FEED_QUANTITY, quantity)));
        change.returnedOrder().ifPresent(orderId -> updates.add(set(StockDocument.returned(orderId), true)));
        key.ifPresent(k -> updates.add(set(StockDocument.KEYS, OneTimeKeys.with(read.recentKeys(), k, now))));
        List<PendingEvent> events = new ArrayList<>(adjusted(read.after(change), change.delta(), change.reason(), now));
        events.addAll(alongside);
        return inventory.update(
                and(eq("_id", read.sku().value()), eq("version", read.version())), combine(updates), events);
    }

    @Override
    public boolean configure(Stock read, StockSettings settings, List<PendingEvent> alongside) {
        List<Bson> updates = new ArrayList<>(List.of(unset(StockDocument.LOW_SINCE)));
        updates.add(settings.warehouseLocation()
                .map(place -> set(StockDocument.WAREHOUSE_LOCATION, place))
                .orElse(unset(StockDocument.WAREHOUSE_LOCATION)));
        updates.add(setting(StockDocument.LOW_STOCK_THRESHOLD, settings.lowStockThreshold()));
        updates.add(setting(StockDocument.MAX_PER_ORDER, settings.maxPerOrder()));
        updates.add(set(StockDocument.UPDATED_AT, Date.from(clock.instant())));
        return inventory.update(
                and(eq("_id", read.sku().value()), eq("version", read.version())), combine(updates), alongside);
    }

    private static Bson setting(String field, OptionalInt value) {
        return value.isPresent() ? set(field, value.getAsInt()) : unset(field);
    }

    @Override
    public boolean announceLow(Stock read, Instant now) {
        int threshold = read.settings().lowStockThreshold().orElseThrow();
        return inventory.update(
                and(
                        eq("_id", read.sku().value()),
                        eq(StockDocument.LOW_STOCK_THRESHOLD, threshold),
                        lte(StockDocument.AVAILABLE, threshold),
                        exists(StockDocument.LOW_SINCE, false)),
                set(StockDocument.LOW_SINCE, Date.from(now)),
                wireEvents.of(
                        new StockEvent.Low(read, threshold, now), caller.get().actor()));
    }

    @Override
    public boolean forgetLow(Stock read) {
        int threshold = read.settings().lowStockThreshold().orElse(-1);
        return write(
                and(
                        eq("_id", read.sku().value()),
                        gt(StockDocument.AVAILABLE, threshold),
                        exists(StockDocument.LOW_SINCE)),
                unset(StockDocument.LOW_SINCE));
    }

    @Override
    public void assign(Sku sku, ProductId productId) {
        write(
                and(eq("_id", sku.value()), ne(StockDocument.PRODUCT, productId.value())),
                set(StockDocument.PRODUCT, productId.value()));
    }

    @Override
    public void forgetReturned(Sku sku, OrderId orderId) {
        write(
                and(eq("_id", sku.value()), exists(StockDocument.returned(orderId))),
                unset(StockDocument.returned(orderId)));
    }

    private boolean write(Bson filter, Bson... updates) {
        List<Bson> all = new ArrayList<>(List.of(updates));
        all.add(set(StockDocument.UPDATED_AT, Date.from(clock.instant())));
        return inventory.update(filter, combine(all), List.of());
    }

    private List<PendingEvent> adjusted(Stock after, int delta, String reason, Instant now) {
        if (delta == 0) {
            return List.of();
        }
        return wireEvents.of(
                new StockEvent.Adjusted(after, delta, reason, now), caller.get().actor());
    }

    private static Bson untidied(Stock read) {
        return and(
                eq("_id", read.sku().value()),
                read.generation() == 0
                        ? exists(StockDocument.GENERATION, false)
                        : eq(StockDocument.GENERATION, read.generation()));
    }

    private static Bson exactly(Sku sku, OrderId orderId, Hold hold) {
        return and(eq("_id", sku.value()), eq(StockDocument.token(orderId), hold.token()));
    }
}
