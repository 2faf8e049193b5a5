package dev.parley.catalog.inventory.mongo;

import dev.parley.catalog.inventory.domain.Hold;
import dev.parley.catalog.inventory.domain.Stock;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.bson.Document;

/**
 * Stock as it is stored. The SKU is the {@code _id}; holds and marks are keyed by order ids, which are ours and safe as
 * field names.
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
    static final String RETURNED = "returned";
    static final String KEYS = "keys";
    static final String UPDATED_AT = "updatedAt";

    private static final String ENDED = "ended";
    private static final String QUANTITY = "quantity";
    private static final String TOKEN = "token";
    private static final String SINCE = "since";

    private StockDocument() {}

    static Document write(Stock stock, Instant now) {
        Document document = new Document("_id", stock.sku())
                .append(PRODUCT, stock.productId())
                .append(ON_HAND, stock.onHand())
                .append(RESERVED, stock.reserved())
                .append(AVAILABLE, stock.available())
                .append(HOLDS, new Document())
                .append("createdAt", Date.from(now))
                .append(UPDATED_AT, Date.from(now));
        stock.feedQuantity().ifPresent(quantity -> document.append(FEED_QUANTITY, quantity));
        return document;
    }

    static Document write(Hold hold) {
        return new Document(QUANTITY, hold.quantity())
                .append(TOKEN, hold.token())
                .append(SINCE, Date.from(hold.since()));
    }

    static Stock read(Document document) {
        Map<String, Hold> holds = new HashMap<>();
        document.get(HOLDS, new Document()).forEach((orderId, hold) -> holds.put(orderId, readHold((Document) hold)));
        Integer feedQuantity = document.getInteger(FEED_QUANTITY);
        return new Stock(
                document.getString("_id"),
                document.getString(PRODUCT),
                document.getInteger(ON_HAND),
                document.getInteger(RESERVED),
                document.getInteger(AVAILABLE),
                feedQuantity == null ? OptionalInt.empty() : OptionalInt.of(feedQuantity),
                holds,
                document.getInteger(RECENT_HOLDS, 0),
                Set.copyOf(document.get(ENDED, new Document()).keySet()),
                Set.copyOf(document.get(RETURNED, new Document()).keySet()),
                document.getList(KEYS, String.class, List.of()),
                document.get(GENERATION, 0L),
                document.getLong("version"));
    }

    private static Hold readHold(Document hold) {
        return new Hold(
                hold.getInteger(QUANTITY),
                hold.getString(TOKEN),
                hold.getDate(SINCE).toInstant());
    }

    static String hold(String orderId) {
        return HOLDS + "." + orderId;
    }

    static String token(String orderId) {
        return hold(orderId) + "." + TOKEN;
    }

    static String ended(String orderId) {
        return ENDED + "." + orderId;
    }

    static String returned(String orderId) {
        return RETURNED + "." + orderId;
    }
}
