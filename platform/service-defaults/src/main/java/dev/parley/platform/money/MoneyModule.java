package dev.parley.platform.money;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;

/**
 * Money in JSON: {@code {"amount":"19.99","currency":"USD"}}. The amount is text with exactly the currency's number of
 * decimals; a number, another scale or an unknown currency is refused and named.
 */
public final class MoneyModule extends SimpleModule {

    public MoneyModule() {
        super("money");
        addSerializer(new Writer());
        addDeserializer(Money.class, new Reader());
    }

    private static final class Writer extends StdSerializer<Money> {
        Writer() {
            super(Money.class);
        }

        @Override
        public void serialize(Money money, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeStartObject();
            json.writeStringField("amount", money.getAmount().toPlainString());
            json.writeStringField("currency", money.getCurrencyUnit().getCode());
            json.writeEndObject();
        }
    }

    private static final class Reader extends StdDeserializer<Money> {
        // Fifteen digits exceed any price and are exact in every JSON parser.
        private static final Pattern AMOUNT = Pattern.compile("-?(0|[1-9]\\d{0,14})(\\.\\d{1,4})?");

        Reader() {
            super(Money.class);
        }

        @Override
        public Money deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode node = context.readTree(parser);
            JsonNode amount = node.path("amount");
            JsonNode code = node.path("currency");
            if (!node.isObject() || node.size() != 2 || !amount.isTextual() || !code.isTextual()) {
                throw refused(parser, "must be {\"amount\":\"19.99\",\"currency\":\"USD\"}, the amount as text", node);
            }
            CurrencyUnit currency;
            try {
                currency = CurrencyUnit.of(code.textValue());
            } catch (IllegalCurrencyException e) {
                throw refused(parser, "has an unknown currency", node);
            }
            if (currency.isPseudoCurrency()) { // gold, or "no currency": no prices exist in them
                throw refused(parser, "has an unknown currency", node);
            }
            if (!AMOUNT.matcher(amount.textValue()).matches()) {
                throw refused(parser, "has an amount that is not a decimal number", node);
            }
            BigDecimal value = new BigDecimal(amount.textValue());
            if (value.scale() != currency.getDecimalPlaces()) {
                throw refused(
                        parser,
                        "must have exactly " + currency.getDecimalPlaces() + " decimals in " + currency.getCode(),
                        node);
            }
            return Money.of(currency, value);
        }

        private static InvalidFormatException refused(JsonParser parser, String message, JsonNode node) {
            return new InvalidMoney(parser, message, node);
        }
    }

    /** Its message is safe to show to the caller. */
    public static final class InvalidMoney extends InvalidFormatException {
        InvalidMoney(JsonParser parser, String message, JsonNode value) {
            super(parser, message, value, Money.class);
        }
    }
}
