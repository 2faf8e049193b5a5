package dev.parley.platform.money;

import java.math.BigDecimal;
import java.util.Objects;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Money as it is stored: {@code {amount: Decimal128, currency: "EUR"}}. */
public final class MoneyDocument {

    private MoneyDocument() {}

    public static Document write(Money money) {
        return new Document("amount", new Decimal128(money.getAmount()))
                .append("currency", money.getCurrencyUnit().getCode());
    }

    public static Money read(Document document) {
        CurrencyUnit currency = CurrencyUnit.of(Objects.requireNonNull(document.getString("currency")));
        // Some servers return 10.0 where 10.00 was written: the scale follows from the currency.
        BigDecimal amount = Objects.requireNonNull(document.get("amount", Decimal128.class))
                .bigDecimalValue()
                .setScale(currency.getDecimalPlaces());
        return Money.of(currency, amount);
    }
}
