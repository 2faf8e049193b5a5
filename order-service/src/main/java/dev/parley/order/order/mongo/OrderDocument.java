package dev.parley.order.order.mongo;

import static dev.parley.platform.mongo.Fields.date;
import static dev.parley.platform.mongo.Fields.instant;
import static dev.parley.platform.mongo.Fields.optionalInstant;
import static dev.parley.platform.mongo.Fields.text;
import static dev.parley.platform.mongo.Fields.withoutNulls;

import dev.parley.order.order.domain.Address;
import dev.parley.order.order.domain.BuyerId;
import dev.parley.order.order.domain.CartId;
import dev.parley.order.order.domain.Order;
import dev.parley.order.order.domain.OrderId;
import dev.parley.order.order.domain.OrderLine;
import dev.parley.order.order.domain.OrderNumber;
import dev.parley.order.order.domain.OrderPayment;
import dev.parley.order.order.domain.OrderStatus;
import dev.parley.order.order.domain.Pricing;
import dev.parley.order.order.domain.Rejection;
import dev.parley.order.order.domain.TimelineEntry;
import dev.parley.order.payment.domain.PaymentId;
import dev.parley.platform.WireName;
import dev.parley.platform.money.MoneyDocument;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.joda.money.Money;

/**
 * An order as a document. {@code dueAt} exists only while it is pending, {@code unsettledSince} only while its payment
 * has yet to be ended.
 */
final class OrderDocument {

    private OrderDocument() {}

    /** All fields of its state; null for absent ones. */
    static Document write(Order order) {
        Order.State state = order.state();
        return new Document("_id", state.id().value())
                .append("orderNumber", state.number().value())
                .append("userId", state.buyer().value())
                .append("cartId", state.cart().value())
                .append("status", WireName.of(state.status()))
                .append(
                        "items",
                        state.lines().stream().map(OrderDocument::write).toList())
                .append("pricing", write(state.pricing()))
                .append("shippingAddress", write(state.shippingAddress()))
                .append("billingAddress", write(state.billingAddress()))
                .append("payment", write(state.payment()))
                .append(
                        "timeline",
                        state.timeline().stream().map(OrderDocument::write).toList())
                .append("rejection", state.rejection() == null ? null : write(state.rejection()))
                .append("reservationSequence", state.reservationSequence())
                .append("createdAt", Date.from(state.placedAt()))
                .append("updatedAt", Date.from(state.updatedAt()))
                .append("dueAt", date(state.dueAt()))
                .append("confirmedAt", date(state.confirmedAt()))
                .append("unsettledSince", date(state.unsettledSince()));
    }

    static Order.State read(Document document) {
        Document rejection = document.get("rejection", Document.class);
        return new Order.State(
                new OrderId(text(document, "_id")),
                new OrderNumber(text(document, "orderNumber")),
                new BuyerId(text(document, "userId")),
                new CartId(text(document, "cartId")),
                status(document),
                document.getList("items", Document.class).stream()
                        .map(OrderDocument::line)
                        .toList(),
                pricing(inner(document, "pricing")),
                address(inner(document, "shippingAddress")),
                address(inner(document, "billingAddress")),
                payment(inner(document, "payment")),
                document.getList("timeline", Document.class).stream()
                        .map(OrderDocument::entry)
                        .toList(),
                rejection == null ? null : rejection(rejection),
                document.getLong("reservationSequence"),
                instant(document, "createdAt"),
                instant(document, "updatedAt"),
                optionalInstant(document, "dueAt").orElse(null),
                optionalInstant(document, "confirmedAt").orElse(null),
                optionalInstant(document, "unsettledSince").orElse(null),
                document.getLong("version"));
    }

    private static Document write(OrderLine line) {
        return withoutNulls(new Document("sku", line.sku())
                .append("productId", line.productId())
                .append("name", line.name())
                .append("quantity", line.quantity())
                .append("unitPrice", MoneyDocument.write(line.unitPrice()))
                .append("image", line.image()));
    }

    private static OrderLine line(Document document) {
        return new OrderLine(
                text(document, "sku"),
                text(document, "productId"),
                text(document, "name"),
                document.getInteger("quantity"),
                money(document, "unitPrice"),
                document.getString("image"));
    }

    private static Document write(Pricing pricing) {
        return new Document("subtotal", MoneyDocument.write(pricing.subtotal()))
                .append("discount", MoneyDocument.write(pricing.discount()))
                .append("shipping", MoneyDocument.write(pricing.shipping()))
                .append("tax", MoneyDocument.write(pricing.tax()))
                .append("total", MoneyDocument.write(pricing.total()));
    }

    private static Pricing pricing(Document document) {
        return new Pricing(
                money(document, "subtotal"),
                money(document, "discount"),
                money(document, "shipping"),
                money(document, "tax"),
                money(document, "total"));
    }

    private static Document write(Address address) {
        return withoutNulls(new Document("name", address.name())
                .append("line1", address.line1())
                .append("line2", address.line2())
                .append("city", address.city())
                .append("state", address.state())
                .append("postalCode", address.postalCode())
                .append("country", address.country()));
    }

    private static Address address(Document document) {
        return new Address(
                text(document, "name"),
                text(document, "line1"),
                document.getString("line2"),
                text(document, "city"),
                document.getString("state"),
                document.getString("postalCode"),
                text(document, "country"));
    }

    private static Document write(OrderPayment payment) {
        PaymentId id = payment.paymentId();
        return withoutNulls(new Document("method", payment.method())
                .append("status", WireName.of(payment.status()))
                .append("token", payment.token())
                .append("paymentId", id == null ? null : id.value()));
    }

    private static OrderPayment payment(Document document) {
        String id = document.getString("paymentId");
        return new OrderPayment(
                text(document, "method"),
                document.getString("token"),
                WireName.read(OrderPayment.Status.class, text(document, "status")),
                id == null ? null : new PaymentId(id));
    }

    private static Document write(TimelineEntry entry) {
        return new Document("status", WireName.of(entry.status()))
                .append("at", Date.from(entry.at()))
                .append("note", entry.note());
    }

    private static TimelineEntry entry(Document document) {
        return new TimelineEntry(status(document), instant(document, "at"), text(document, "note"));
    }

    private static Document write(Rejection rejection) {
        return new Document("reason", rejection.reason())
                .append("detail", rejection.detail())
                .append(
                        "items",
                        rejection.items().stream()
                                .map(item -> new Document("sku", item.sku())
                                        .append("requested", item.requested())
                                        .append("available", item.available()))
                                .toList());
    }

    private static Rejection rejection(Document document) {
        return new Rejection(
                text(document, "reason"),
                text(document, "detail"),
                document.getList("items", Document.class, List.of()).stream()
                        .map(item -> new Rejection.Shortage(
                                text(item, "sku"), item.getInteger("requested"), item.getInteger("available")))
                        .toList());
    }

    private static OrderStatus status(Document document) {
        return WireName.read(OrderStatus.class, text(document, "status"));
    }

    private static Money money(Document document, String field) {
        return MoneyDocument.read(inner(document, field));
    }

    private static Document inner(Document document, String field) {
        return Objects.requireNonNull(document.get(field, Document.class), field);
    }
}
