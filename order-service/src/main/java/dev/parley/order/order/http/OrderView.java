package dev.parley.order.order.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.order.order.domain.Address;
import dev.parley.order.order.domain.Order;
import dev.parley.order.order.domain.OrderLine;
import dev.parley.order.order.domain.OrderPayment;
import dev.parley.order.order.domain.OrderStatus;
import dev.parley.order.order.domain.Pricing;
import dev.parley.order.order.domain.Rejection;
import dev.parley.order.order.domain.TimelineEntry;
import dev.parley.platform.WireName;
import dev.parley.platform.openapi.WireEnum;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * An order.
 *
 * @param status {@code pending}, {@code confirmed}, {@code processing}, {@code shipped}, {@code delivered},
 *     {@code cancelled} or {@code refunded}
 * @param rejection the reason of the rejection; only for a rejected order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderView(
        String id,
        @Schema(examples = "P-7K3M-92QX") String orderNumber,
        @WireEnum(OrderStatus.class) String status,
        List<Item> items,
        Prices pricing,
        AddressView shippingAddress,
        AddressView billingAddress,
        PaymentView payment,
        List<Step> timeline,
        @Nullable RejectionView rejection,
        Instant placedAt,
        Instant updatedAt) {

    /** A line of the order. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(example = """
            {"sku":"LAP-13-BLK","productId":"aster-13","name":"Aster 13 laptop","quantity":2,"unitPrice":{"amount":"849.00","currency":"USD"},"lineTotal":{"amount":"1698.00","currency":"USD"}}""")
    public record Item(
            String sku,
            String productId,
            String name,
            int quantity,
            Money unitPrice,
            Money lineTotal,
            @Nullable String image) {

        static Item from(OrderLine line) {
            return new Item(
                    line.sku(),
                    line.productId(),
                    line.name(),
                    line.quantity(),
                    line.unitPrice(),
                    line.lineTotal(),
                    line.image());
        }
    }

    /** {@code total = subtotal - discount + shipping + tax}. */
    public record Prices(Money subtotal, Money discount, Money shipping, Money tax, Money total) {

        static Prices from(Pricing pricing) {
            return new Prices(
                    pricing.subtotal(), pricing.discount(), pricing.shipping(), pricing.tax(), pricing.total());
        }
    }

    /** A shipping or billing address. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(example = """
            {"name":"Ann Smith","line1":"1 Example Street","city":"Accra","postalCode":"00233","country":"GH"}""")
    public record AddressView(
            String name,
            String line1,
            @Nullable String line2,
            String city,
            @Nullable String state,
            @Nullable String postalCode,
            String country) {

        static AddressView from(Address address) {
            return new AddressView(
                    address.name(),
                    address.line1(),
                    address.line2(),
                    address.city(),
                    address.state(),
                    address.postalCode(),
                    address.country());
        }
    }

    /**
     * @param status {@code pending}, {@code authorized}, {@code declined}, {@code voided}, {@code refunding} or
     *     {@code refunded}
     */
    public record PaymentView(
            @Schema(examples = "test") String method,
            @WireEnum(OrderPayment.Status.class) String status) {}

    /** A status change. */
    public record Step(
            @WireEnum(OrderStatus.class) String status,
            Instant at,
            @Schema(examples = "placed") String note) {

        static Step from(TimelineEntry entry) {
            return new Step(WireName.of(entry.status()), entry.at(), entry.note());
        }
    }

    /**
     * The reason of a rejection.
     *
     * @param type {@code https://parley.dev/problems/} and {@code out-of-stock}, {@code order-limit-exceeded},
     *     {@code sku-not-found}, {@code payment-declined}, {@code reservation-ended} or {@code timed-out}
     * @param items the lines that could not be reserved
     */
    public record RejectionView(URI type, String detail, List<Shortage> items) {

        static RejectionView from(Rejection rejection) {
            return new RejectionView(
                    URI.create("https://parley.dev/problems/" + rejection.reason()),
                    rejection.detail(),
                    rejection.items().stream()
                            .map(item -> new Shortage(item.sku(), item.requested(), item.available()))
                            .toList());
        }
    }

    /** A line whose quantity exceeds the available stock. */
    public record Shortage(String sku, int requested, int available) {}

    static OrderView from(Order.State state) {
        return new OrderView(
                state.id().value(),
                state.number().value(),
                WireName.of(state.status()),
                state.lines().stream().map(Item::from).toList(),
                Prices.from(state.pricing()),
                AddressView.from(state.shippingAddress()),
                AddressView.from(state.billingAddress()),
                new PaymentView(
                        state.payment().method(), WireName.of(state.payment().status())),
                state.timeline().stream().map(Step::from).toList(),
                state.rejection() == null ? null : RejectionView.from(state.rejection()),
                state.placedAt(),
                state.updatedAt());
    }
}
