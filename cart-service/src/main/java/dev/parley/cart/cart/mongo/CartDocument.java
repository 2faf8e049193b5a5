package dev.parley.cart.cart.mongo;

import dev.parley.cart.cart.domain.Cart;
import dev.parley.cart.cart.domain.CartId;
import dev.parley.cart.cart.domain.CartLine;
import dev.parley.cart.cart.domain.CartState;
import dev.parley.cart.cart.domain.CartStatus;
import dev.parley.cart.cart.domain.OrderId;
import dev.parley.cart.cart.domain.Owner;
import dev.parley.platform.money.MoneyDocument;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A cart as a document. {@code activeKey} is there only while the cart is its owner's current one, {@code expiresAt}
 * only while it can be abandoned.
 */
final class CartDocument {

    private CartDocument() {}

    static Document write(Cart cart) {
        CartState state = cart.state();
        Document document = new Document("_id", state.id().value())
                .append("status", state.status().name().toLowerCase(Locale.ROOT))
                .append("lines", state.lines().stream().map(CartDocument::write).toList())
                .append("createdAt", Date.from(state.createdAt()))
                .append("updatedAt", Date.from(state.changedAt()));
        state.owner().userId().ifPresent(id -> document.append("userId", id));
        state.owner().anonymousId().ifPresent(id -> document.append("anonymousId", id));
        if (state.status().isCurrent()) {
            document.append("activeKey", state.owner().key());
        }
        if (state.status() == CartStatus.ACTIVE) {
            document.append("expiresAt", Date.from(cart.expiresAt()));
        }
        if (!state.recentKeys().isEmpty()) {
            document.append("recentKeys", state.recentKeys());
        }
        if (!state.mergedFrom().isEmpty()) {
            document.append("mergedFrom", state.mergedFrom());
        }
        putIfPresent(
                document,
                "orderId",
                state.order() == null ? null : state.order().value());
        putIfPresent(document, "leaseUntil", state.leaseUntil() == null ? null : Date.from(state.leaseUntil()));
        if (state.moveTo() != null) {
            document.append("moveTo", state.moveTo().key()).append("movingSince", Date.from(state.changedAt()));
        }
        return document;
    }

    static Cart read(Document document) {
        String order = document.getString("orderId");
        Date leaseUntil = document.getDate("leaseUntil");
        String moveTo = document.getString("moveTo");
        return Cart.of(new CartState(
                new CartId(text(document, "_id")),
                owner(document),
                CartStatus.valueOf(text(document, "status").toUpperCase(Locale.ROOT)),
                document.getList("lines", Document.class, List.of()).stream()
                        .map(CartDocument::line)
                        .toList(),
                document.getList("recentKeys", String.class, List.of()),
                document.getList("mergedFrom", String.class, List.of()),
                order == null ? null : new OrderId(order),
                leaseUntil == null ? null : leaseUntil.toInstant(),
                moveTo == null ? null : new Owner.User(moveTo.substring("user:".length())),
                instant(document, "createdAt"),
                instant(document, "updatedAt"),
                document.getLong("version")));
    }

    private static Owner owner(Document document) {
        String userId = document.getString("userId");
        return userId == null ? new Owner.Guest(text(document, "anonymousId")) : new Owner.User(userId);
    }

    private static Document write(CartLine line) {
        Document document = new Document("sku", line.sku())
                .append("productId", line.productId())
                .append("name", line.name())
                .append("marketplace", line.marketplace());
        putIfPresent(document, "externalUrl", line.externalUrl());
        putIfPresent(document, "image", line.image());
        return document.append("quantity", line.quantity())
                .append("unitPrice", MoneyDocument.write(line.unitPrice()))
                .append("addedAt", Date.from(line.addedAt()));
    }

    private static CartLine line(Document document) {
        return new CartLine(
                text(document, "sku"),
                text(document, "productId"),
                text(document, "name"),
                text(document, "marketplace"),
                document.getString("externalUrl"),
                document.getString("image"),
                document.getInteger("quantity"),
                MoneyDocument.read(Objects.requireNonNull(document.get("unitPrice", Document.class))),
                instant(document, "addedAt"));
    }

    private static String text(Document document, String field) {
        return Objects.requireNonNull(document.getString(field), field);
    }

    private static Instant instant(Document document, String field) {
        return Objects.requireNonNull(document.getDate(field), field).toInstant();
    }

    private static void putIfPresent(Document document, String field, @Nullable Object value) {
        if (value != null) {
            document.append(field, value);
        }
    }
}
