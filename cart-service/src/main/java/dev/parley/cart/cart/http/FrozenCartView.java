package dev.parley.cart.cart.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.cart.cart.domain.Cart;
import dev.parley.cart.cart.domain.CartLine;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** The content of an order: the shop's own lines of a cart at the prices of its freeze. */
public record FrozenCartView(
        @Schema(examples = "0199d1c0-0000-7000-8000-000000000031")
        String cartId,

        @Schema(examples = "USD") String currency,
        List<Line> items,
        PricingView pricing) {

    /** A line of the cart. */
    @Schema(example = """
            {"sku":"PHONE-1","productId":"nova-5","name":"Nova 5 phone","quantity":1,"unitPrice":{"amount":"299.00","currency":"USD"},"lineTotal":{"amount":"299.00","currency":"USD"}}""")
    public record Line(
            String sku,
            String productId,
            String name,
            int quantity,
            Money unitPrice,
            Money lineTotal,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String image) {

        static Line from(CartLine line) {
            return new Line(
                    line.sku(),
                    line.productId(),
                    line.name(),
                    line.quantity(),
                    line.unitPrice(),
                    line.lineTotal(),
                    line.image());
        }
    }

    static FrozenCartView from(Cart cart) {
        CurrencyUnit currency = cart.currency().orElseThrow();
        return new FrozenCartView(
                cart.id().value(),
                currency.getCode(),
                cart.ownLines().stream().map(Line::from).toList(),
                PricingView.from(cart.pricing(currency)));
    }
}
