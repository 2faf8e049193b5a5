package dev.parley.cart.cart.domain;

import java.util.Collection;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * The prices of the shop's own lines of a cart: {@code total = subtotal - discount + shipping + tax}, all in one
 * currency.
 */
public record Pricing(Money subtotal, Money discount, Money shipping, Money tax, Money total) {

    static Pricing of(Collection<CartLine> lines, CurrencyUnit currency) {
        Money zero = Money.zero(currency);
        Money subtotal =
                lines.stream().filter(CartLine::isOwn).map(CartLine::lineTotal).reduce(zero, Money::plus);
        return new Pricing(subtotal, zero, zero, zero, subtotal);
    }
}
