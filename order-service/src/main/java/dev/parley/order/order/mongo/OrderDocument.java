package dev.parley.order.order.mongo;

import dev.parley.order.order.domain.Address;
import dev.parley.order.order.domain.BuyerId;
import dev.parley.order.order.domain.Order;
import dev.parley.order.order.domain.OrderId;
import dev.parley.order.order.domain.OrderLine;
import dev.parley.order.order.domain.OrderNumber;
import dev.parley.order.order.domain.OrderPayment;
import dev.parley.order.order.domain.OrderState;
import dev.parley.order.order.domain.OrderStatus;
import dev.parley.order.order.domain.Pricing;
import dev.parley.order.order.domain.Rejection;
import dev.parley.order.order.domain.TimelineEntry;
import dev.parley.platform.money.MoneyDocument;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.bson.Document;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * An order as a document. {@code dueAt} is there only while it is pending, {@code unsettledSince} only while its
 * payment has still to be ended.
 */
final class OrderDocument {

    private OrderDocument() {}

    static Document write(Order order) {
        OrderState state = order.state();
        Document document = new Document("_id", state.id().value())
                .append("orderNumber", state.number().value())
                .append("userId", state.buyer().value())
                .append("cartId", state.cartId())
                .append("status", name(state.status()))
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
                .append("reservationSequence", state.reservationSequence())
                .append("createdAt", Date.from(state.placedAt()))
                .append("updatedAt", Date.from(state.updatedAt()));
        if (state.rejection() != null) {
            document.append("rejection", write(state.rejection()));
        }
        putIfPresent(document, "dueAt", date(state.dueAt()));
        putIfPresent(document, "confirmedAt", date(state.confirmedAt()));
        putIfPresent(document, "unsettledSince", date(state.unsettledSince()));
        return document;
    }

    static Order read(Document document) {
        Document rejection = document.get("rejection", Document.class);
        return Order.of(new OrderState(
                new OrderId(text(document, "_id")),
                new OrderNumber(text(document, "orderNumber")),
                new BuyerId(text(document, "userId")),
                text(document, "cartId"),
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
                Objects.requireNonNull(instant(document, "createdAt")),
                Objects.requireNonNull(instant(document, "updatedAt")),
                instant(document, "dueAt"),
                instant(document, "confirmedAt"),
                instant(document, "unsettledSince"),
                document.getLong("version")));
    }

    private static Document write(OrderLine line) {
        Document document = new Document("sku", line.sku())
                .append("productId", line.productId())
                .append("name", line.name())
                .append("quantity", line.quantity())
                .append("unitPrice", MoneyDocument.write(line.unitPrice()));
        putIfPresent(document, "image", line.image());
        return document;
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
        Document document = new Document("name", address.name()).append("line1", address.line1());
        putIfPresent(document, "line2", address.line2());
        document.append("city", address.city());
        putIfPresent(document, "state", address.state());
        putIfPresent(document, "postalCode", address.postalCode());
        return document.append("country", address.country());
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
        Document document = new Document("method", payment.method()).append("status", name(payment.status()));
        putIfPresent(document, "token", payment.token());
        putIfPresent(document, "paymentId", payment.paymentId());
        return document;
    }

    private static OrderPayment payment(Document document) {
        return new OrderPayment(
                text(document, "method"),
                document.getString("token"),
                OrderPayment.Status.valueOf(text(document, "status").toUpperCase(Locale.ROOT)),
                document.getString("paymentId"));
    }

    private static Document write(TimelineEntry entry) {
        return new Document("status", name(entry.status()))
                .append("at", Date.from(entry.at()))
                .append("note", entry.note());
    }

    private static TimelineEntry entry(Document document) {
        return new TimelineEntry(
                status(document), Objects.requireNonNull(instant(document, "at")), text(document, "note"));
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
        return OrderStatus.valueOf(text(document, "status").toUpperCase(Locale.ROOT));
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Money money(Document document, String field) {
        return MoneyDocument.read(inner(document, field));
    }

    private static Document inner(Document document, String field) {
        return Objects.requireNonNull(document.get(field, Document.class), field);
    }

    private static String text(Document document, String field) {
        return Objects.requireNonNull(document.getString(field), field);
    }

    private static @Nullable Instant instant(Document document, String field) {
        Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }

    private static @Nullable Date date(@Nullable Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    private static void putIfPresent(Document document, String field, @Nullable Object value) {
        if (value != null) {
            document.append(field, value);
        }
    }
}
