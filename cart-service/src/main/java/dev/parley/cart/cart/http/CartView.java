package dev.parley.cart.cart.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.cart.cart.application.ReadCart.Reading;
import dev.parley.cart.cart.domain.Cart;
import dev.parley.cart.cart.domain.CartLine;
import dev.parley.cart.cart.domain.CartStatus;
import dev.parley.cart.cart.domain.ProductFact;
import dev.parley.platform.WireName;
import dev.parley.platform.openapi.WireEnum;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The caller's cart.
 *
 * @param id absent until the first item is added
 * @param status {@code active}, or {@code checkout} while an order is pending
 * @param itemCount the sum of all quantities
 * @param platformGroups the lines by marketplace; lines of other marketplaces than {@code own} are bought at their
 *     {@code externalUrl}
 * @param pricing the prices of the shop's own lines, as of when they were added
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CartView(
        @Nullable String id,
        @WireEnum(CartStatus.class) String status,
        int itemCount,
        List<Item> items,
        List<PlatformGroup> platformGroups,
        PricingView pricing,
        @Nullable Instant updatedAt,
        @Nullable Instant expiresAt) {

    /**
     * A line of the cart.
     *
     * @param unitPrice the price when it was added
     * @param priceChanged whether the current price differs
     * @param currentPrice the current price; absent when it is not for sale
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(example = """
            {"sku":"PHONE-1","productId":"nova-5","name":"Nova 5 phone","quantity":1,"unitPrice":{"amount":"299.00","currency":"USD"},"lineTotal":{"amount":"299.00","currency":"USD"},"priceChanged":false,"currentPrice":{"amount":"299.00","currency":"USD"},"available":true,"marketplace":"own","addedAt":"2026-01-15T10:30:00Z"}""")
    public record Item(
            String sku,
            String productId,
            String name,
            int quantity,
            Money unitPrice,
            Money lineTotal,
            boolean priceChanged,
            @Nullable Money currentPrice,
            boolean available,
            String marketplace,
            @Nullable String externalUrl,
            @Nullable String image,
            Instant addedAt) {

        static Item from(CartLine line, @Nullable ProductFact fact) {
            Optional<Money> current = Optional.ofNullable(fact).flatMap(ProductFact::currentPrice);
            return new Item(
                    line.sku(),
                    line.productId(),
                    line.name(),
                    line.quantity(),
                    line.unitPrice(),
                    line.lineTotal(),
                    current.filter(price -> !price.equals(line.unitPrice())).isPresent(),
                    current.orElse(null),
                    current.isPresent(),
                    line.marketplace(),
                    line.externalUrl(),
                    line.image(),
                    line.addedAt());
        }
    }

    /** The SKUs of one marketplace and their subtotal. */
    @Schema(example = """
            {"marketplace":"own","itemCount":1,"skus":["PHONE-1"],"subtotal":{"amount":"299.00","currency":"USD"}}""")
    public record PlatformGroup(String marketplace, int itemCount, List<String> skus, Money subtotal) {

        static List<PlatformGroup> of(List<CartLine> lines) {
            Map<String, List<CartLine>> byMarketplace = new LinkedHashMap<>();
            lines.forEach(line -> byMarketplace
                    .computeIfAbsent(line.marketplace(), m -> new ArrayList<>())
                    .add(line));
            return byMarketplace.entrySet().stream()
                    .map(group -> new PlatformGroup(
                            group.getKey(),
                            group.getValue().stream()
                                    .mapToInt(CartLine::quantity)
                                    .sum(),
                            group.getValue().stream().map(CartLine::sku).toList(),
                            Money.total(group.getValue().stream()
                                    .map(CartLine::lineTotal)
                                    .toList())))
                    .toList();
        }
    }

    /** @param whenEmpty the currency of an empty cart's zero amounts */
    static CartView from(Reading reading, CurrencyUnit whenEmpty) {
        return reading.cart()
                .map(cart -> from(cart, reading.facts(), whenEmpty))
                .orElseGet(() -> {
                    Money zero = Money.zero(whenEmpty);
                    PricingView nothing = new PricingView(zero, zero, zero, zero, zero);
                    return new CartView(
                            null, WireName.of(CartStatus.ACTIVE), 0, List.of(), List.of(), nothing, null, null);
                });
    }

    private static CartView from(Cart cart, Map<String, ProductFact> facts, CurrencyUnit whenEmpty) {
        return new CartView(
                cart.id().value(),
                WireName.of(cart.status()),
                cart.itemCount(),
                cart.lines().stream()
                        .map(line -> Item.from(line, facts.get(line.sku())))
                        .toList(),
                PlatformGroup.of(cart.lines()),
                PricingView.from(cart.pricing(whenEmpty)),
                cart.changedAt(),
                cart.expiresAt());
    }
}
