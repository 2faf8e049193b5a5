package dev.parley.cart.cart.http;

import dev.parley.cart.cart.domain.Pricing;
import org.joda.money.Money;

/** {@code total = subtotal - discount + shipping + tax}; lines of other marketplaces are not included. */
public record PricingView(Money subtotal, Money discount, Money shipping, Money tax, Money total) {

    static PricingView from(Pricing pricing) {
        return new PricingView(
                pricing.subtotal(), pricing.discount(), pricing.shipping(), pricing.tax(), pricing.total());
    }
}
