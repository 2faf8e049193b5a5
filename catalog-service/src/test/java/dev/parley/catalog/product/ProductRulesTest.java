package dev.parley.catalog.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import dev.parley.catalog.Slugs;
import dev.parley.catalog.product.domain.Gtin;
import dev.parley.catalog.product.domain.Presentation;
import dev.parley.catalog.product.domain.PriceTrack;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductEvent;
import dev.parley.catalog.product.domain.ProductFacts;
import dev.parley.catalog.product.domain.ProductLimits;
import dev.parley.catalog.product.domain.ProductProblem;
import dev.parley.catalog.product.domain.ProductStatus;
import dev.parley.catalog.product.domain.Rating;
import dev.parley.catalog.product.domain.Variant;
import dev.parley.catalog.product.domain.VariantFacts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
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
                () -> large.update(facts("Lamp", variant("one-more", "1.00")), List.of(), ids(), NOW));
    }

    @Test
    void rejectsAttributeTextBeyondTheLimit() {
        Map<String, String> attributes = Map.of("a", "x".repeat(ProductLimits.VARIANT_TEXT / 2));
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
    void isForSaleAgainWhenItsSourceListsIt() {
        lamp.archive(NOW);
        lamp.saved();

        update(facts("Lamp", variant("A", "10.00")));

        assertEquals(ProductStatus.ACTIVE, lamp.status());
        assertEquals(List.of(new ProductEvent.Updated(NOW)), lamp.events());
    }

    @Test
    void staysADraftWhenItsSourceListsIt() {
        Product draft = stored(draft(facts("Lamp", variant("A", "10.00"))));

        draft.update(facts("Lantern", variant("A", "10.00")), List.of(), ids(), NOW);

        assertEquals(ProductStatus.DRAFT, draft.status());
    }

    @Test
    void isActiveOnlyWithAVariant() {
        Product draft = stored(draft(facts("Lamp")));

        assertThrows(ProductProblem.Incomplete.class, () -> draft.activate(NOW));
        draft.edit(facts("Lamp", variant("A", "10.00")), "lamp", ids(), NOW);
        draft.activate(NOW);

        assertEquals(ProductStatus.ACTIVE, draft.status());
        assertThrows(ProductProblem.Incomplete.class, () -> draft.edit(facts("Lamp"), "lamp", ids(), NOW));
    }

    @Test
    void editingReplacesItsVariants() {
        Variant a = lamp.variants().getFirst();

        lamp.edit(facts("Lamp", variant("C", "1.00"), variant("A", "10.00")), "lamp", ids(), NOW);

        assertEquals(List.of(new Sku("A"), new Sku("C")), lamp.skus());
        assertEquals(a, lamp.variants().getFirst());
    }

    @Test
    void editingMayReplaceTheCurrency() {
        VariantFacts inEuro = new VariantFacts(new Sku("C"), Map.of(), Money.parse("EUR 1.00"));

        lamp.edit(facts("Lamp", inEuro), "lamp", ids(), NOW);

        assertEquals(
                List.of(inEuro), lamp.variants().stream().map(Variant::facts).toList());
    }

    @Test
    void keepsItsOldSlugs() {
        lamp.edit(lamp.facts(), "lantern", ids(), NOW);
        lamp.edit(lamp.facts(), "light", ids(), NOW);
        assertEquals(List.of("lantern", "lamp"), lamp.state().oldSlugs());

        lamp.edit(lamp.facts(), "lamp", ids(), NOW);

        assertEquals("lamp", lamp.slug());
        assertEquals(List.of("light", "lantern"), lamp.state().oldSlugs());
    }

    @Test
    void theTimeOfTheSourceAloneIsNoChange() {
        ProductFacts facts = lamp.facts();
        ProductFacts later = new ProductFacts(
                facts.marketplace(),
                facts.externalId(),
                facts.name(),
                facts.description(),
                facts.brand(),
                facts.category(),
                facts.externalUrl(),
                facts.images(),
                facts.specifications(),
                facts.variants(),
                Set.of(),
                facts.presentation(),
                facts.rating(),
                Optional.of(NOW));

        update(later);

        assertEquals(List.of(), lamp.events());
    }

    @Test
    void aFeedKeepsThePresentation() {
        Presentation shown = new Presentation(
                List.of(), List.of("Bright"), "", "", List.of("light"), "", "", OptionalInt.empty(), true);
        ProductFacts facts = lamp.facts();
        lamp.edit(
                new ProductFacts(
                        facts.marketplace(),
                        facts.externalId(),
                        facts.name(),
                        facts.description(),
                        facts.brand(),
                        facts.category(),
                        facts.externalUrl(),
                        facts.images(),
                        facts.specifications(),
                        facts.variants(),
                        Set.of(),
                        Optional.of(shown),
                        Optional.of(new Rating(new BigDecimal("4.50"), 2)),
                        Optional.empty()),
                "lamp",
                ids(),
                NOW);

        update(facts("Lantern", variant("A", "10.00")));

        assertEquals(shown, lamp.state().presentation());
        assertEquals(new Rating(new BigDecimal("4.5"), 2), lamp.state().rating());
    }

    @Test
    void isDeletedUntilItIsForSaleAgain() {
        lamp.delete(NOW);
        assertEquals(ProductStatus.ARCHIVED, lamp.status());
        assertEquals(NOW, lamp.state().deletedAt());

        lamp.activate(NOW);

        assertNull(lamp.state().deletedAt());
    }

    @Test
    void knowsCheckDigits() {
        assertEquals(
                List.of(true, true, true, true, false, false, false, false),
                Stream.of(
                                "4006381333931",
                                "96385074",
                                "036000291452",
                                "14006381333938",
                                "4006381333930",
                                "",
                                "1234567",
                                "400638133393a")
                        .map(Gtin::isValid)
                        .toList());
    }

    @Test
    void takesVariantsOfAnotherProductWithTheirIds() {
        Variant a = lamp.variants().getFirst();
        Product set =
                Product.create(new ProductId("set"), facts("Set", variant("A", "9.00")), "set", List.of(a), ids(), NOW);
        assertEquals(ProductStatus.DRAFT, set.status(), "nothing to sell yet");
        assertEquals(List.of(), set.variants());
        set.saved();

        lamp.release(List.of(new Sku("A")), NOW);
        set.takeArrivals(NOW);

        assertEquals(List.of(new Sku("B")), lamp.skus());
        assertEquals(ProductStatus.ACTIVE, lamp.status());
        assertEquals(List.of(new ProductEvent.Updated(NOW)), lamp.events());
        assertMoved(a, 1, set);
        assertEquals(ProductStatus.ACTIVE, set.status());
        assertEquals(List.of(new ProductEvent.Updated(NOW)), set.events());
    }

    @Test
    void isArchivedWithoutVariants() {
        lamp.release(lamp.skus(), NOW);

        assertEquals(ProductStatus.ARCHIVED, lamp.status());
        assertEquals(List.of(new ProductEvent.Archived(NOW)), lamp.events());
    }

    @Test
    void continuesTheOrderOfAVariantThatMovedElsewhereMeanwhile() {
        Variant a = lamp.variants().getFirst();
        Product set =
                Product.create(new ProductId("set"), facts("Set", variant("A", "9.00")), "set", List.of(a), ids(), NOW);

        set.expect(List.of(new Variant(a.variantId(), 1, variant("A", "8.00"), a.prices())), NOW);
        set.takeArrivals(NOW);

        assertMoved(a, 2, set);
    }

    @Test
    void removesTheVariantOfARowThatDescribesTheWhole() {
        ProductFacts facts = new ProductFacts(
                "own",
                "L",
                "Lamp",
                "",
                "",
                "other",
                "",
                List.of(),
                List.of(),
                List.of(variant("A", "10.00")),
                Set.of(new Sku("B")));

        update(facts);

        assertEquals(List.of(new Sku("A")), lamp.skus());
    }

    @Test
    void noIdOfOneMarketplaceIsTheSkuOfAnother() {
        assertEquals("LAP-1", Sku.of("own", "LAP-1").value());
        assertEquals("amazon:77", Sku.of("amazon", "77").value());
        assertEquals("own:amazon:77", Sku.of("own", "amazon:77").value());
        assertEquals("own:own:amazon:77", Sku.of("own", "own:amazon:77").value());
    }

    @Test
    void hasASlugOfLettersAndDigitsOfEveryScript() {
        assertEquals("cafe-creme-15-6", Slugs.of("  Caf\u00e9 Cr\u00e8me 15.6\" "));
        assertEquals("grosse-aerobed", Slugs.of("Gr\u00f6\u00dfe \u00c6robed"));
        assertEquals("\u65e5\u672c-55-tv", Slugs.of("\u65e5\u672c 55\u2033 TV"));
        assertEquals("\u0447\u0430\u0439\u043d\u0438\u043a", Slugs.of("\u0427\u0410\u0419\u041d\u0418\u041a"));
        assertEquals("\u0939\u093f\u0928\u094d\u0926\u0940", Slugs.of("\u0939\u093f\u0928\u094d\u0926\u0940"));
        assertEquals("item", Slugs.of("\u2605\u2605\u2605"));
        assertEquals(80, Slugs.of("a".repeat(300)).length());
        String long4Bytes = Slugs.of("\ud835\udd6c\ud840\udc00".repeat(100));
        assertEquals(80, long4Bytes.codePointCount(0, long4Bytes.length()));
    }

    @Test
    void keepsSignsOfANameInItsSlug() {
        assertEquals(
                List.of("c", "c-plus-plus", "c-sharp"),
                Stream.of("C", "C++", "C#").map(Slugs::of).toList());
        assertEquals("galaxy-s24-plus", Slugs.of("Galaxy S24+"));
        assertEquals("home-garden", Slugs.of("Home & Garden"));
        assertEquals("no-5", Slugs.of("No #5"));
    }

    @Test
    void aReductionShowsTheLowestPriceOfThirtyDaysBeforeIt() {
        Instant start = NOW.plus(Duration.ofDays(100));
        priced("8.00", start.minus(Duration.ofDays(31)));
        priced("20.00", start.minus(Duration.ofDays(20)));
        assertEquals(Optional.empty(), reducedFrom(), "raised");
        priced("15.00", start);
        assertEquals(Optional.of(Money.parse("USD 8.00")), reducedFrom(), "valid until 20 days before");

        priced("14.00", start.plus(Duration.ofDays(15)));

        assertEquals(Optional.of(Money.parse("USD 15.00")), reducedFrom(), "8.00 ended 35 days before");
        assertEquals(
                start.plus(Duration.ofDays(15)),
                lamp.variants().getFirst().prices().since());
        priced("16.00", start.plus(Duration.ofDays(16)));
        assertEquals(Optional.empty(), reducedFrom());
    }

    @Test
    void keepsOnlyPricesThatMayStillBeTheLowest() {
        for (int day = 0; day < 200; day++) {
            priced((1000 + day * 37 % 100) + ".00", NOW.plus(Duration.ofDays(1 + day)));
        }

        List<PriceTrack.Past> past = lamp.variants().getFirst().prices().past();
        assertTrue(past.size() <= 30, past::toString);
        for (int i = 1; i < past.size(); i++) {
            assertTrue(past.get(i - 1).price().isLessThan(past.get(i).price()));
        }
    }

    private void priced(String price, Instant at) {
        lamp.update(facts("Lamp", variant("A", price)), List.of(), ids(), at);
        lamp.saved();
    }

    private Optional<Money> reducedFrom() {
        return lamp.variants().getFirst().prices().reducedFrom();
    }

    private static void assertMoved(Variant before, int moves, Product product) {
        Variant after = product.variants().getFirst();
        assertEquals(before.variantId(), after.variantId());
        assertEquals(moves, after.moves());
        assertEquals(variant("A", "9.00"), after.facts());
    }

    private void update(ProductFacts facts) {
        lamp.update(facts, List.of(), ids(), NOW);
    }

    private static Product create(ProductFacts facts) {
        return Product.create(new ProductId("id"), facts, "lamp", List.of(), ids(), NOW);
    }

    private static Product draft(ProductFacts facts) {
        return Product.draft(new ProductId("id"), facts, "lamp", ids(), NOW);
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
