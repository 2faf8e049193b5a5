package dev.parley.catalog.inventory.mongo;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.domain.Hold;
import dev.parley.catalog.inventory.domain.OrderId;
import dev.parley.catalog.inventory.domain.Stock;
import dev.parley.catalog.inventory.domain.StockLevel;
import dev.parley.catalog.inventory.domain.StockSettings;
import dev.parley.platform.mongo.Fields;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;

/**
 * The document of stock. The SKU is the {@code _id}; holds and marks are keyed by order ids, which are created by
 * Parley and safe as field names.
 */
final class StockDocument {

    static final String PRODUCT = "productId";
    static final String ON_HAND = "onHand";
    static final String RESERVED = "reserved";
    static final String AVAILABLE = "available";
    static final String FEED_QUANTITY = "feedQuantity";
    static final String HOLDS = "holds";
    static final String RECENT_HOLDS = "recentHolds";
    static final String GENERATION = "generation";
    static final String WAREHOUSE_LOCATION = "warehouseLocation";
    static final String LOW_STOCK_THRESHOLD = "lowStockThreshold";
    static final String MAX_PER_ORDER = "maxPerOrder";
    /** Since when low stock is announced. */
    static final String LOW_SINCE = "lowSince";

    static final String RETURNED = "returned";
    static final String KEYS = "keys";
    static final String UPDATED_AT = "updatedAt";

    private static final String ENDED = "ended";
    private static final String QUANTITY = "quantity";
    private static final String TOKEN = "token";
    private static final String SINCE = "since";

    private StockDocument() {}

    static Document write(Stock stock, Instant now) {
        return new Document("_id", stock.sku().value())
                .append(PRODUCT, stock.productId().value())
                .append(ON_HAND, stock.onHand())
                .append(RESERVED, stock.reserved())
                .append(AVAILABLE, stock.available())
                .append(HOLDS, new Document())
                .append("createdAt", Date.from(now))
                .append(UPDATED_AT, Date.from(now))
                .append(
                        FEED_QUANTITY,
                        stock.feedQuantity().isPresent() ? stock.feedQuantity().getAsInt() : null);
    }

    static Document write(Hold hold) {
        return new Document(QUANTITY, hold.quantity())
                .append(TOKEN, hold.token())
                .append(SINCE, Date.from(hold.since()));
    }

    static Stock read(Document document) {
        Map<OrderId, Hold> holds = new HashMap<>();
        document.get(HOLDS, new Document())
                .forEach((orderId, hold) -> holds.put(new OrderId(orderId), readHold((Document) hold)));
        return new Stock(
                new Sku(Fields.text(document, "_id")),
                new ProductId(Fields.text(document, PRODUCT)),
                document.getInteger(ON_HAND),
                document.getInteger(RESERVED),
                document.getInteger(AVAILABLE),
                number(document, FEED_QUANTITY),
                new StockSettings(
                        Optional.ofNullable(document.getString(WAREHOUSE_LOCATION)),
                        number(document, LOW_STOCK_THRESHOLD),
                        number(document, MAX_PER_ORDER)),
                document.containsKey(LOW_SINCE),
                holds,
                document.getInteger(RECENT_HOLDS, 0),
                orders(document, ENDED),
                orders(document, RETURNED),
                document.getList(KEYS, String.class, List.of()),
                document.get(GENERATION, 0L),
                document.getLong("version"));
    }

    private static OptionalInt number(Document document, String field) {
        Integer value = document.getInteger(field);
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    static StockLevel readLevel(Document document) {
        return new StockLevel(
                new Sku(Fields.text(document, "_id")),
                new ProductId(Fields.text(document, PRODUCT)),
                document.getInteger(ON_HAND),
                document.getInteger(RESERVED),
                document.getInteger(AVAILABLE),
                document.getLong("version"));
    }

    private static Hold readHold(Document hold) {
        return new Hold(hold.getInteger(QUANTITY), hold.getString(TOKEN), Fields.instant(hold, SINCE));
    }

    private static Set<OrderId> orders(Document document, String marks) {
        return document.get(marks, new Document()).keySet().stream()
                .map(OrderId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    static String hold(OrderId orderId) {
        return HOLDS + "." + orderId;
    }

    static String token(OrderId orderId) {
        return hold(orderId) + "." + TOKEN;
    }

    static String ended(OrderId orderId) {
        return ENDED + "." + orderId;
    }

    static String returned(OrderId orderId) {
        return RETURNED + "." + orderId;
    }
}
