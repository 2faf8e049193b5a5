package dev.parley.analytics.sales.domain;

import java.util.SortedMap;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Sales figures.
 *
 * @param orders the number of orders
 * @param units the number of units in them
 * @param revenue the sum of their totals, per currency, without conversion
 */
public record Sales(long orders, long units, SortedMap<CurrencyUnit, Money> revenue) {

    public static final Sales NONE = new Sales(0, 0, new TreeMap<>());

    public static Sales ofOrder(long units, Money total) {
        return new Sales(1, units, new TreeMap<>(java.util.Map.of(total.getCurrencyUnit(), total)));
    }

    public Sales plus(Sales more) {
        SortedMap<CurrencyUnit, Money> sum = new TreeMap<>(revenue);
        more.revenue.forEach((currency, money) -> sum.merge(currency, money, Money::plus));
        return new Sales(orders + more.orders, units + more.units, sum);
    }
}
