package dev.parley.catalog.inventory;

import dev.parley.catalog.inventory.domain.Hold;
import dev.parley.catalog.inventory.domain.Stock;
import dev.parley.catalog.inventory.domain.StockChange;
import dev.parley.catalog.inventory.domain.Stocks;
import dev.parley.platform.events.NewEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Stocks that behave like stored ones: each method is one atomic step. */
final class InMemoryStocks implements Stocks {

    private final TreeMap<String, Stock> bySku = new TreeMap<>();

    @Override
    public synchronized Optional<Stock> find(String sku) {
        return Optional.ofNullable(bySku.get(sku));
    }

    @Override
    public synchronized Map<String, Stock> findAll(Collection<String> skus) {
        Map<String, Stock> found = new HashMap<>(bySku);
        found.keySet().retainAll(skus);
        return found;
    }

    @Override
    public synchronized List<Stock> held(String afterSku, int limit) {
        return bySku.tailMap(afterSku, false).values().stream()
                .filter(stock -> stock.reserved() > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized boolean insert(Stock stock, String reason, Instant now) {
        return bySku.putIfAbsent(stock.sku(), versioned(stock, 1)) == null;
    }

    @Override
    public synchronized boolean hold(String sku, String orderId, Hold hold) {
        Stock stock = bySku.get(sku);
        if (stock == null
                || stock.available() < hold.quantity()
                || stock.holds().containsKey(orderId)) {
            return false;
        }
        Map<String, Hold> holds = new HashMap<>(stock.holds());
        holds.put(orderId, hold);
        put(stock, stock.onHand(), stock.reserved() + hold.quantity(), holds, stock.returned());
        return true;
    }

    @Override
    public synchronized boolean commit(String sku, String orderId, Hold hold) {
        return end(sku, orderId, hold, -hold.quantity(), UnaryOperator.identity());
    }

    @Override
    public synchronized boolean release(String sku, String orderId, Hold hold) {
        return end(sku, orderId, hold, 0, UnaryOperator.identity());
    }

    @Override
    public synchronized boolean releaseReturned(String sku, String orderId, Hold hold) {
        return end(sku, orderId, hold, 0, returned -> with(returned, orderId));
    }

    @Override
    public synchronized boolean change(
            Stock read, StockChange change, Optional<String> key, Instant now, List<NewEvent> alongside) {
        Stock stock = bySku.get(read.sku());
        if (stock == null || stock.version() != read.version()) {
            return false;
        }
        Stock after = stock.after(change);
        List<String> keys = new ArrayList<>(after.recentKeys());
        key.ifPresent(keys::add);
        Set<String> returned =
                change.returnedOrder().map(o -> with(after.returned(), o)).orElse(after.returned());
        bySku.put(
                after.sku(),
                new Stock(
                        after.sku(),
                        after.productId(),
                        after.onHand(),
                        after.reserved(),
                        after.available(),
                        after.feedQuantity(),
                        after.holds(),
                        returned,
                        keys,
                        after.version()));
        return true;
    }

    @Override
    public synchronized void forgetReturned(String sku, String orderId) {
        Stock stock = bySku.get(sku);
        if (stock != null && stock.returned().contains(orderId)) {
            Set<String> returned = new HashSet<>(stock.returned());
            returned.remove(orderId);
            put(stock, stock.onHand(), stock.reserved(), stock.holds(), returned);
        }
    }

    private boolean end(String sku, String orderId, Hold hold, int onHandChange, UnaryOperator<Set<String>> returned) {
        Stock stock = bySku.get(sku);
        if (stock == null || !stock.heldFor(orderId).map(Hold::token).equals(Optional.of(hold.token()))) {
            return false;
        }
        Map<String, Hold> holds = new HashMap<>(stock.holds());
        holds.remove(orderId);
        put(
                stock,
                stock.onHand() + onHandChange,
                stock.reserved() - hold.quantity(),
                holds,
                returned.apply(stock.returned()));
        return true;
    }

    private void put(Stock stock, int onHand, int reserved, Map<String, Hold> holds, Set<String> returned) {
        bySku.put(
                stock.sku(),
                new Stock(
                        stock.sku(),
                        stock.productId(),
                        onHand,
                        reserved,
                        onHand - reserved,
                        stock.feedQuantity(),
                        holds,
                        returned,
                        stock.recentKeys(),
                        stock.version() + 1));
    }

    private static Stock versioned(Stock s, long version) {
        return new Stock(
                s.sku(),
                s.productId(),
                s.onHand(),
                s.reserved(),
                s.available(),
                s.feedQuantity(),
                s.holds(),
                s.returned(),
                s.recentKeys(),
                version);
    }

    private static Set<String> with(Set<String> set, String element) {
        Set<String> more = new HashSet<>(set);
        more.add(element);
        return more;
    }
}
