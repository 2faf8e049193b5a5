package dev.parley.catalog.inventory;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.domain.Hold;
import dev.parley.catalog.inventory.domain.OrderId;
import dev.parley.catalog.inventory.domain.Stock;
import dev.parley.catalog.inventory.domain.StockChange;
import dev.parley.catalog.inventory.domain.StockSettings;
import dev.parley.catalog.inventory.domain.Stocks;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.id.OneTimeKeys;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** In-memory stocks: each method is atomic. */
final class InMemoryStocks implements Stocks {

    private final TreeMap<Sku, Stock> bySku = new TreeMap<>();

    @Override
    public synchronized Optional<Stock> find(Sku sku) {
        return Optional.ofNullable(bySku.get(sku));
    }

    @Override
    public synchronized List<Sku> held(Optional<Sku> after, int limit) {
        return bySku.tailMap(after.orElse(new Sku("")), false).values().stream()
                .filter(stock -> stock.reserved() > 0)
                .map(Stock::sku)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized boolean insert(Stock stock, String reason, Instant now) {
        if (bySku.containsKey(stock.sku())) {
            return false;
        }
        put(new Draft(stock));
        return true;
    }

    @Override
    public synchronized boolean hold(Sku sku, OrderId orderId, Hold hold) {
        Stock stock = bySku.get(sku);
        if (stock == null
                || stock.available() < hold.quantity()
                || stock.holds().containsKey(orderId)
                || stock.ended().contains(orderId)
                || stock.recentHolds() >= Stock.CROWD
                || !stock.allowsInOneOrder(hold.quantity())) {
            return false;
        }
        Draft draft = new Draft(stock);
        draft.reserved += hold.quantity();
        draft.recentHolds++;
        draft.holds.put(orderId, hold);
        put(draft);
        return true;
    }

    @Override
    public synchronized boolean drop(Sku sku, OrderId orderId, Hold hold) {
        Stock stock = bySku.get(sku);
        if (stock == null || !holds(stock, orderId, hold)) {
            return false;
        }
        Draft draft = new Draft(stock);
        draft.reserved -= hold.quantity();
        draft.holds.remove(orderId);
        put(draft);
        return true;
    }

    @Override
    public synchronized boolean end(Stock read, OrderId orderId, Hold hold, Ending ending) {
        Stock stock = bySku.get(read.sku());
        boolean there = holds(read, orderId, hold)
                ? holds(stock, orderId, hold)
                : stock.generation() == read.generation()
                        && !stock.holds().containsKey(orderId)
                        && !stock.ended().contains(orderId);
        if (!there) {
            return false;
        }
        Draft draft = new Draft(stock);
        draft.reserved -= hold.quantity();
        draft.onHand -= ending == Ending.COMMIT ? hold.quantity() : 0;
        draft.holds.remove(orderId);
        draft.ended.add(orderId);
        if (ending == Ending.PUT_BACK) {
            draft.returned.add(orderId);
        }
        put(draft);
        return true;
    }

    @Override
    public synchronized boolean tidy(Stock read, Collection<OrderId> parked, Collection<OrderId> noted) {
        Stock stock = bySku.get(read.sku());
        if (stock.generation() != read.generation()) {
            return false;
        }
        Draft draft = new Draft(stock);
        draft.recentHolds = 0;
        draft.holds.keySet().removeAll(parked);
        draft.ended.removeAll(noted);
        draft.generation++;
        put(draft);
        return true;
    }

    @Override
    public synchronized boolean change(
            Stock read, StockChange change, Optional<String> key, Instant now, List<PendingEvent> alongside) {
        Stock stock = bySku.get(read.sku());
        if (stock == null || stock.version() != read.version()) {
            return false;
        }
        Draft draft = new Draft(stock);
        draft.onHand += change.delta();
        draft.feedQuantity = change.feedQuantity();
        draft.keys = key.map(k -> OneTimeKeys.with(stock.recentKeys(), k, now)).orElse(stock.recentKeys());
        change.returnedOrder().ifPresent(draft.returned::add);
        put(draft);
        return true;
    }

    @Override
    public synchronized boolean configure(Stock read, StockSettings settings, List<PendingEvent> alongside) {
        if (bySku.get(read.sku()).version() != read.version()) {
            return false;
        }
        Draft draft = new Draft(read);
        draft.settings = settings;
        draft.low = false;
        put(draft);
        return true;
    }

    @Override
    public synchronized boolean announceLow(Stock read, Instant now) {
        Stock stock = bySku.get(read.sku());
        if (!stock.settings().lowStockThreshold().equals(read.settings().lowStockThreshold())
                || !stock.isBelowThreshold()
                || stock.low()) {
            return false;
        }
        Draft draft = new Draft(stock);
        draft.low = true;
        put(draft);
        return true;
    }

    @Override
    public synchronized boolean forgetLow(Stock read) {
        Stock stock = bySku.get(read.sku());
        if (!stock.low()
                || stock.available() <= read.settings().lowStockThreshold().orElse(-1)) {
            return false;
        }
        Draft draft = new Draft(stock);
        draft.low = false;
        put(draft);
        return true;
    }

    @Override
    public synchronized void assign(Sku sku, ProductId productId) {
        Stock stock = bySku.get(sku);
        if (stock != null) {
            Draft draft = new Draft(stock);
            draft.product = productId;
            put(draft);
        }
    }

    @Override
    public synchronized void forgetReturned(Sku sku, OrderId orderId) {
        Stock stock = bySku.get(sku);
        if (stock != null && stock.returned().contains(orderId)) {
            Draft draft = new Draft(stock);
            draft.returned.remove(orderId);
            put(draft);
        }
    }

    private static boolean holds(Stock stock, OrderId orderId, Hold hold) {
        return stock.heldFor(orderId).map(Hold::token).equals(Optional.of(hold.token()));
    }

    /** A stock under change. */
    private static final class Draft {
        final Stock before;
        ProductId product;
        int onHand;
        int reserved;
        int recentHolds;
        long generation;
        OptionalInt feedQuantity;
        StockSettings settings;
        boolean low;
        List<String> keys;
        final Map<OrderId, Hold> holds;
        final Set<OrderId> ended;
        final Set<OrderId> returned;

        Draft(Stock stock) {
            before = stock;
            product = stock.productId();
            onHand = stock.onHand();
            reserved = stock.reserved();
            recentHolds = stock.recentHolds();
            generation = stock.generation();
            feedQuantity = stock.feedQuantity();
            settings = stock.settings();
            low = stock.low();
            keys = stock.recentKeys();
            holds = new HashMap<>(stock.holds());
            ended = new HashSet<>(stock.ended());
            returned = new HashSet<>(stock.returned());
        }
    }

    private void put(Draft draft) {
        bySku.put(
                draft.before.sku(),
                new Stock(
                        draft.before.sku(),
                        draft.product,
                        draft.onHand,
                        draft.reserved,
                        draft.onHand - draft.reserved,
                        draft.feedQuantity,
                        draft.settings,
                        draft.low,
                        draft.holds,
                        draft.recentHolds,
                        draft.ended,
                        draft.returned,
                        draft.keys,
                        draft.generation,
                        draft.before.version() + 1));
    }
}
