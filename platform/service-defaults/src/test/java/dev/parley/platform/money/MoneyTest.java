package dev.parley.platform.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    private final ObjectMapper json = new ObjectMapper().registerModule(new MoneyModule());

    @ParameterizedTest
    @ValueSource(strings = {"USD 19.90", "USD -0.01", "JPY 1200", "BHD 1.250", "EUR 0.00"})
    void keepsItsScaleInJsonAndInTheDatabase(String text) throws Exception {
        Money money = Money.parse(text);
        assertEquals(money, json.readValue(json.writeValueAsString(money), Money.class));
        assertEquals(money, MoneyDocument.read(MoneyDocument.write(money)));
    }

    @Test
    void readsWhatAServerStoredWithAnotherScale() {
        Document stored = new Document("amount", new Decimal128(new BigDecimal("10.0"))).append("currency", "USD");
        assertEquals(Money.parse("USD 10.00"), MoneyDocument.read(stored));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"amount\":19.99,\"currency\":\"USD\"}",
                "{\"amount\":\"19.9\",\"currency\":\"USD\"}",
                "{\"amount\":\"19.999\",\"currency\":\"USD\"}",
                "{\"amount\":\"1e3\",\"currency\":\"JPY\"}",
                "{\"amount\":\"1,000\",\"currency\":\"JPY\"}",
                "{\"amount\":\"1.0\",\"currency\":\"JPY\"}",
                "{\"amount\":\"1\",\"currency\":\"XXX\"}",
                "{\"amount\":\"1.00\",\"currency\":\"usd\"}",
                "{\"amount\":\"1.00\"}",
                "{\"amount\":\"1.00\",\"currency\":\"USD\",\"note\":1}",
                "\"USD 1.00\"",
                "{\"amount\":\"9999999999999999999999.00\",\"currency\":\"USD\"}"
            })
    void refusesInexactAmounts(String text) {
        assertThrows(JsonMappingException.class, () -> json.readValue(text, Money.class));
    }
}
