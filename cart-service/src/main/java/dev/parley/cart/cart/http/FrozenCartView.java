package dev.parley.cart.cart.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.cart.cart.domain.Cart;
import dev.parley.cart.cart.domain.CartLine;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** What an order buys: the shop's own lines of a cart at the prices it was frozen at. */
public record FrozenCartView(String cartId, String currency, List<Line> items, PricingView pricing) {

    /** One SKU. */
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
