package dev.parley.cart.cart.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

class CartPropertiesTest {

    record Addition(int product, int quantity, int cents, boolean own) {}

    @Property(tries = 300)
    void totalsAndQuantitiesAddUp(@ForAll("additions") List<Addition> additions) {
        Cart cart = CartFixture.anEmptyCart("c", CartFixture.ANNA);
        int pieces = 0;
        for (Addition addition : additions) {
            String price = "USD "
                    + Money.ofMinor(CurrencyUnit.USD, addition.cents())
                            .getAmount()
                            .toPlainString();
            String sku = (addition.own() ? "own-" : "jumia:") + addition.product();
            ProductFact fact = addition.own() ? CartFixture.product(sku, price) : CartFixture.elsewhere(sku, price);
            cart.add(fact, addition.quantity(), Optional.empty(), CartFixture.NOW);
            pieces += addition.quantity();
        }

        long cents = cart.lines().stream()
                .filter(line -> line.marketplace().equals("own"))
                .mapToLong(line -> line.unitPrice().getAmountMinorLong() * line.quantity())
                .sum();
        Pricing pricing = cart.pricing(CurrencyUnit.USD);
        assertEquals(cents, pricing.total().getAmountMinorLong());
        assertEquals(
                pricing.total(),
                pricing.subtotal()
                        .minus(pricing.discount())
                        .plus(pricing.shipping())
                        .plus(pricing.tax()));
        assertEquals(pieces, cart.itemCount());
    }

    @Provide
    Arbitrary<List<Addition>> additions() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 8),
                        Arbitraries.integers().between(1, 30),
                        Arbitraries.integers().between(0, 5_000_000),
                        Arbitraries.of(true, false))
                .as(Addition::new)
                .list()
                .ofMaxSize(30);
    }
}
