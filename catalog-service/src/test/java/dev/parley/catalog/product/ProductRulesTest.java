package dev.parley.catalog.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductEvent;
import dev.parley.catalog.product.domain.ProductFacts;
import dev.parley.catalog.product.domain.ProductLimits;
import dev.parley.catalog.product.domain.ProductProblem;
import dev.parley.catalog.product.domain.Slugs;
import dev.parley.catalog.product.domain.Variant;
import dev.parley.catalog.product.domain.VariantFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class ProductRulesTest {

    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");

    private final Product lamp = stored(create(facts("Lamp", variant("A", "10.00"), variant("B", "12.00"))));

    @Test
    void ignoresUnchangedFacts() {
        Product.State before = lamp.state();

        update(facts("Lamp", variant("A", "10.00"), variant("B", "12.00")));
        update(facts("Lamp", variant("A", "10.00")));

        assertEquals(List.of(), lamp.events());
        assertEquals(before, lamp.state());
    }

    @Test
    void publishesAPriceChangeAlone() {
        update(facts("Lamp", variant("A", "9.00")));

        var event =
                assertInstanceOf(ProductEvent.PriceChanged.class, lamp.events().getFirst());
        assertEquals(1, lamp.events().size());
        assertEquals(
                List.of(new ProductEvent.PriceChanged.Change(
                        new Sku("A"), Money.parse("USD 10.00"), Money.parse("USD 9.00"))),
                event.changes());
    }

    @Test
    void publishesBothANameAndAPriceChange() {
        update(facts("Lantern", variant("A", "9.00")));

        assertEquals(2, lamp.events().size());
        assertInstanceOf(ProductEvent.Updated.class, lamp.events().getFirst());
        assertEquals("lamp", lamp.state().slug());
    }

    @Test
    void keepsVariantIdsAndVariantsMissingFromAFeed() {
        List<Variant> before = lamp.state().variants();

        update(facts("Lamp", variant("A", "10.00"), variant("C", "11.00")));

        assertEquals(List.of(new Sku("A"), new Sku("B"), new Sku("C")), lamp.skus());
        assertEquals(
                before.getFirst().variantId(),
                lamp.state().variants().getFirst().variantId());
    }

    @Test
    void hasOneCurrency() {
        ProductFacts inEuro = new ProductFacts(
                "own",
                "L",
                "Lamp",
                "",
                "",
                "other",
                "",
                List.of(),
                List.of(),
                List.of(new VariantFacts(new Sku("C"), Map.of(), Money.parse("EUR 1.00"))));

        assertThrows(ProductProblem.MixedCurrencies.class, () -> update(inEuro));
    }

    @Test
    void rejectsVariantsBeyondTheLimitAlsoOneByOne() {
        VariantFacts[] most = Stream.iterate(0, i -> i + 1)
                .limit(ProductLimits.VARIANTS)
                .map(i -> variant("V" + i, "1.00"))
                .toArray(VariantFacts[]::new);
        Product large = stored(create(facts("Lamp", most)));

        assertThrows(
                ProductProblem.TooLarge.class,
                () -> large.update(facts("Lamp", variant("one-more", "1.00")), ids(), NOW));
    }

    @Test
    void rejectsAttributeTextBeyondTheLimit() {
        Map<String, String> attributes = Map.of("a", "x".repeat(ProductLimits.ATTRIBUTE_TEXT / 2));
        Money price = Money.parse("USD 1.00");

        ProductProblem refused = assertThrows(
                ProductProblem.TooLarge.class,
                () -> create(facts(
                        "Lamp",
                        new VariantFacts(new Sku("A"), attributes, price),
                        new VariantFacts(new Sku("B"), attributes, price))));
        assertEquals(422, refused.status());
    }

    @Test
    void hasThePriceOfItsCheapestVariant() {
        assertEquals(Money.parse("USD 10.00"), lamp.price());
    }

    @Test
    void isArchivedOnce() {
        lamp.archive(NOW);
        lamp.archive(NOW);

        assertEquals(List.of(new ProductEvent.Archived(NOW)), lamp.events());
        assertFalse(lamp.isVisible());
    }

    @Test
    void hasAUrlSafeSlug() {
        assertEquals("cafe-creme-15-6", Slugs.of("  Caf\u00e9 Cr\u00e8me 15.6\" "));
        assertEquals("item", Slugs.of("\u65e5\u672c"));
        assertEquals(80, Slugs.of("a".repeat(300)).length());
    }

    private void update(ProductFacts facts) {
        lamp.update(facts, ids(), NOW);
    }

    private static Product create(ProductFacts facts) {
        return Product.create(new ProductId("id"), facts, "lamp", ids(), NOW);
    }

    private static Product stored(Product product) {
        return Product.restore(product.state());
    }

    private static java.util.function.Supplier<String> ids() {
        return Stream.iterate(1, i -> i + 1).map(i -> "v" + i).iterator()::next;
    }

    private static ProductFacts facts(String name, VariantFacts... variants) {
        return new ProductFacts("own", "L", name, "", "", "other", "", List.of(), List.of(), List.of(variants));
    }

    private static VariantFacts variant(String sku, String price) {
        return new VariantFacts(new Sku(sku), Map.of(), Money.parse("USD " + price));
    }
}
