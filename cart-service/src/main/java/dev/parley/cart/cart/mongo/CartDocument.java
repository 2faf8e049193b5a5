package dev.parley.cart.cart.mongo;

import static dev.parley.platform.mongo.Fields.date;
import static dev.parley.platform.mongo.Fields.instant;
import static dev.parley.platform.mongo.Fields.optionalInstant;
import static dev.parley.platform.mongo.Fields.text;
import static dev.parley.platform.mongo.Fields.withoutNulls;

import dev.parley.cart.cart.domain.Cart;
import dev.parley.cart.cart.domain.CartId;
import dev.parley.cart.cart.domain.CartLine;
import dev.parley.cart.cart.domain.CartStatus;
import dev.parley.cart.cart.domain.OrderId;
import dev.parley.cart.cart.domain.Owner;
import dev.parley.platform.WireName;
import dev.parley.platform.money.MoneyDocument;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A cart as a document. {@code activeKey} exists only while the cart is its owner's current one, {@code expiresAt} only
 * while it can be abandoned.
 */
final class CartDocument {

    private CartDocument() {}

    /** All fields of its state; null for absent ones. */
    static Document write(Cart cart) {
        Cart.State state = cart.state();
        Owner moveTo = state.moveTo();
        return new Document("_id", state.id().value())
                .append("userId", state.owner().userId().orElse(null))
                .append("anonymousId", state.owner().anonymousId().orElse(null))
                .append("status", WireName.of(state.status()))
                .append("activeKey", state.status().isCurrent() ? state.owner().key() : null)
                .append("lines", state.lines().stream().map(CartDocument::write).toList())
                .append("recentKeys", nullIfEmpty(state.recentKeys()))
                .append(
                        "mergedFrom",
                        nullIfEmpty(
                                state.mergedFrom().stream().map(CartId::value).toList()))
                .append("orderId", state.order() == null ? null : state.order().value())
                .append("leaseUntil", date(state.leaseUntil()))
                .append("moveTo", moveTo == null ? null : moveTo.key())
                .append("movingSince", moveTo == null ? null : Date.from(state.changedAt()))
                .append("expiresAt", state.status() == CartStatus.ACTIVE ? Date.from(cart.expiresAt()) : null)
                .append("createdAt", Date.from(state.createdAt()))
                .append("updatedAt", Date.from(state.changedAt()));
    }

    static Cart read(Document document) {
        String order = document.getString("orderId");
        String moveTo = document.getString("moveTo");
        return Cart.restore(new Cart.State(
                new CartId(text(document, "_id")),
                owner(document),
                WireName.read(CartStatus.class, text(document, "status")),
                document.getList("lines", Document.class, List.of()).stream()
                        .map(CartDocument::line)
                        .toList(),
                document.getList("recentKeys", String.class, List.of()),
                document.getList("mergedFrom", String.class, List.of()).stream()
                        .map(CartId::new)
                        .toList(),
                order == null ? null : new OrderId(order),
                optionalInstant(document, "leaseUntil").orElse(null),
                moveTo == null ? null : new Owner.User(moveTo.substring("user:".length())),
                instant(document, "createdAt"),
                instant(document, "updatedAt"),
                document.getLong("version")));
    }

    /** An empty list is stored as an absent field, so that sparse indexes leave the document out. */
    private static @Nullable List<String> nullIfEmpty(List<String> texts) {
        return texts.isEmpty() ? null : texts;
    }

    private static Owner owner(Document document) {
        String userId = document.getString("userId");
        return userId == null ? new Owner.Guest(text(document, "anonymousId")) : new Owner.User(userId);
    }

    private static Document write(CartLine line) {
        return withoutNulls(new Document("sku", line.sku())
                .append("productId", line.productId())
                .append("name", line.name())
                .append("marketplace", line.marketplace())
                .append("externalUrl", line.externalUrl())
                .append("image", line.image())
                .append("quantity", line.quantity())
                .append("unitPrice", MoneyDocument.write(line.unitPrice()))
                .append("addedAt", Date.from(line.addedAt())));
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
}
