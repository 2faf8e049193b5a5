package dev.parley.catalog.inventory.mongo;

import dev.parley.catalog.inventory.domain.OrderLine;
import dev.parley.catalog.inventory.domain.Reservation;
import dev.parley.catalog.inventory.domain.ReservationStatus;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A reservation as it is stored. Lines are a list, for a SKU may hold what a field name must not. */
final class ReservationDocument {

    /** Only there while it may run out: until it is pinned or has ended. */
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
        Document document = new Document("_id", state.orderId())
                .append(STATUS, state.status().word())
                .append(
                        LINES,
                        state.lines().stream()
                                .map(line -> writeLine(state, line))
                                .toList())
                .append(PINNED, state.pinned())
                .append(REASON, state.reason())
                .append(FOLLOWED, state.followed())
                .append(CREATED_AT, Date.from(state.createdAt()))
                .append(UPDATED_AT, Date.from(state.updatedAt()));
        Instant expiresAt = state.expiresAt();
        if (expiresAt != null) {
            document.append(EXPIRES_AT, Date.from(expiresAt));
            if (state.status() == ReservationStatus.RESERVED && !state.pinned()) {
                document.append(RUNS_OUT_AT, Date.from(expiresAt));
            }
        }
        Instant unsettledSince = state.unsettledSince();
        if (unsettledSince != null) {
            document.append(UNSETTLED_SINCE, Date.from(unsettledSince));
        }
        return document;
    }

    private static Document writeLine(Reservation.State state, OrderLine line) {
        Document document = new Document(SKU, line.sku()).append(QUANTITY, line.quantity());
        String token = state.tokens().get(line.sku());
        if (token != null) {
            document.append(TOKEN, token);
        }
        if (state.putBack().contains(line.sku())) {
            document.append(PUT_BACK, true);
        }
        return document;
    }

    static Reservation read(Document document) {
        Map<String, String> tokens = new HashMap<>();
        Set<String> putBack = new HashSet<>();
        List<Document> lines = document.getList(LINES, Document.class);
        for (Document line : lines) {
            String sku = line.getString(SKU);
            if (line.getString(TOKEN) != null) {
                tokens.put(sku, line.getString(TOKEN));
            }
            if (line.getBoolean(PUT_BACK, false)) {
                putBack.add(sku);
            }
        }
        return Reservation.of(new Reservation.State(
                document.getString("_id"),
                ReservationStatus.of(document.getString(STATUS)),
                lines.stream()
                        .map(line -> new OrderLine(line.getString(SKU), line.getInteger(QUANTITY)))
                        .toList(),
                tokens,
                document.getBoolean(PINNED, false),
                instant(document, EXPIRES_AT),
                document.getString(REASON),
                instant(document, UNSETTLED_SINCE),
                // Before there were parked holds, one that was not in the stock had ended.
                document.getBoolean(FOLLOWED, true),
                putBack,
                document.getDate(CREATED_AT).toInstant(),
                document.getDate(UPDATED_AT).toInstant(),
                document.getLong("version")));
    }

    private static @Nullable Instant instant(Document document, String field) {
        Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }
}
