package dev.parley.catalog.inventory.mongo;

import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.domain.OrderId;
import dev.parley.catalog.inventory.domain.OrderLine;
import dev.parley.catalog.inventory.domain.Reservation;
import dev.parley.catalog.inventory.domain.ReservationStatus;
import dev.parley.platform.WireName;
import dev.parley.platform.mongo.Fields;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;

/** The document of a reservation. Lines are a list, because a SKU may contain characters that a field name must not. */
final class ReservationDocument {

    /** Exists only while it may expire: until it is pinned or has ended. */
    static final String RUNS_OUT_AT = "runsOutAt";

    static final String UNSETTLED_SINCE = "unsettledSince";

    private static final String STATUS = "status";
    private static final String LINES = "lines";
    private static final String SKU = "sku";
    private static final String QUANTITY = "quantity";
    private static final String TOKEN = "token";
    private static final String FOLLOWED = "followed";
    private static final String PUT_BACK = "putBack";
    private static final String PINNED = "pinned";
    private static final String EXPIRES_AT = "expiresAt";
    private static final String REASON = "reason";
    private static final String CREATED_AT = "createdAt";
    private static final String UPDATED_AT = "updatedAt";

    private ReservationDocument() {}

    static Document write(Reservation.State state) {
        boolean runsOut = state.status() == ReservationStatus.RESERVED && !state.pinned();
        return new Document("_id", state.orderId().value())
                .append(STATUS, WireName.of(state.status()))
                .append(
                        LINES,
                        state.lines().stream()
                                .map(line -> writeLine(state, line))
                                .toList())
                .append(PINNED, state.pinned())
                .append(EXPIRES_AT, Fields.date(state.expiresAt()))
                .append(RUNS_OUT_AT, runsOut ? Fields.date(state.expiresAt()) : null)
                .append(REASON, state.reason())
                .append(UNSETTLED_SINCE, Fields.date(state.unsettledSince()))
                .append(FOLLOWED, state.followed())
                .append(CREATED_AT, Date.from(state.createdAt()))
                .append(UPDATED_AT, Date.from(state.updatedAt()));
    }

    private static Document writeLine(Reservation.State state, OrderLine line) {
        return Fields.withoutNulls(new Document(SKU, line.sku().value())
                .append(QUANTITY, line.quantity())
                .append(TOKEN, state.tokens().get(line.sku()))
                .append(PUT_BACK, state.putBack().contains(line.sku()) ? true : null));
    }

    static Reservation read(Document document) {
        Map<Sku, String> tokens = new HashMap<>();
        Set<Sku> putBack = new HashSet<>();
        List<Document> lines = document.getList(LINES, Document.class);
        for (Document line : lines) {
            Sku sku = new Sku(Fields.text(line, SKU));
            if (line.getString(TOKEN) != null) {
                tokens.put(sku, line.getString(TOKEN));
            }
            if (line.getBoolean(PUT_BACK, false)) {
                putBack.add(sku);
            }
        }
        return Reservation.restore(new Reservation.State(
                new OrderId(Fields.text(document, "_id")),
                WireName.read(ReservationStatus.class, Fields.text(document, STATUS)),
                lines.stream()
                        .map(line -> new OrderLine(new Sku(line.getString(SKU)), line.getInteger(QUANTITY)))
                        .toList(),
                tokens,
                document.getBoolean(PINNED, false),
                Fields.optionalInstant(document, EXPIRES_AT).orElse(null),
                document.getString(REASON),
                Fields.optionalInstant(document, UNSETTLED_SINCE).orElse(null),
                // Documents older than parked holds: a hold that is not in the stock has ended.
                document.getBoolean(FOLLOWED, true),
                putBack,
                Fields.instant(document, CREATED_AT),
                Fields.instant(document, UPDATED_AT),
                document.getLong("version")));
    }
}
