package dev.parley.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.catalog.category.domain.Category;
import dev.parley.catalog.category.domain.CategoryId;
import dev.parley.catalog.category.kafka.CategoryWireEvents;
import dev.parley.catalog.inventory.domain.OrderId;
import dev.parley.catalog.inventory.domain.OrderLine;
import dev.parley.catalog.inventory.domain.Reservation;
import dev.parley.catalog.inventory.domain.Shortage;
import dev.parley.catalog.inventory.domain.Stock;
import dev.parley.catalog.inventory.domain.StockEvent;
import dev.parley.catalog.inventory.domain.StockSettings;
import dev.parley.catalog.inventory.kafka.OrderConsumer;
import dev.parley.catalog.inventory.kafka.ReservationWireEvents;
import dev.parley.catalog.inventory.kafka.StockWireEvents;
import dev.parley.catalog.product.domain.Presentation;
import dev.parley.catalog.product.domain.PriceTrack;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductFacts;
import dev.parley.catalog.product.domain.ProductLimits;
import dev.parley.catalog.product.domain.ProductStatus;
import dev.parley.catalog.product.domain.Rating;
import dev.parley.catalog.product.domain.Variant;
import dev.parley.catalog.product.domain.VariantFacts;
import dev.parley.catalog.product.kafka.PriceHistoryConsumer;
import dev.parley.catalog.product.kafka.ProductViewedTelemetry.ProductViewedV1;
import dev.parley.catalog.product.kafka.ProductWireEvents;
import dev.parley.catalog.search.kafka.ProductBroadcast;
import dev.parley.catalog.search.kafka.SearchPerformedTelemetry.SearchPerformedV1;
import dev.parley.catalog.search.kafka.StockBroadcast;
import dev.parley.platform.events.EventJson;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.WireEvents;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.EventSamples;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** Event contracts: written events equal their samples, and the samples of other services are readable. */
class EventContractTest {

    private static final ProductId PRODUCT = new ProductId("0199d1c0-0000-7000-8000-000000000011");
    private static final OrderId ORDER = new OrderId("0199d1c0-0000-7000-8000-000000000021");
    private static final Sku LAPTOP = new Sku("LAP-13-BLK");
    private static final String VARIANT = "0199d1c0-0000-7000-8000-000000000012";
    private static final Map<String, String> COLOR = Map.of("color", "black");
    private static final Instant AT = Instant.parse("2026-01-15T10:30:00Z");
    private static final Presentation SHOWN =
            new Presentation(List.of(), List.of(), "", "", List.of("ultrabook"), "", "", OptionalInt.empty(), true);
    private static final Rating RATING = new Rating(new BigDecimal("4.5"), 127);
    private static final List<OrderLine> LINES = List.of(new OrderLine(LAPTOP, 2));

    @Test
    void writesProductEvents() {
        Product renamed = laptop("Aster laptop", black("849.00"), 1);
        renamed.update(facts(), List.of(), Ids::next, AT);
        Product cheaper = laptop("Aster 13 laptop", black("899.00"), 2);
        cheaper.update(facts(), List.of(), Ids::next, AT);
        Product archived = laptop("Aster 13 laptop", black("849.00"), 3);
        archived.archive(AT);

        for (Product product : List.of(renamed, cheaper, archived)) {
            assertWrites(new ProductWireEvents(), product);
        }
        Variant elsewhere = new Variant(VARIANT, 0, black("849.00"), PriceTrack.began(AT));
        Product created = Product.create(PRODUCT, facts(), "aster-13-laptop", List.of(elsewhere), Ids::next, AT);
        created.takeArrivals(AT);
        EventSamples.assertWrites(
                new ProductWireEvents().of(created, "user:1").getFirst().data());
    }

    @Test
    void theLargestProductEventFitsTheBroker() {
        // Given the largest product: characters that JSON writes with six bytes in attributes, with three in names
        String three = "\u20ac";
        int perVariant = ProductLimits.VARIANT_TEXT / ProductLimits.VARIANTS;
        Map<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < ProductLimits.ATTRIBUTES; i++) {
            attributes.put(Character.toString(0x4e00 + i), "\u0001".repeat(perVariant / ProductLimits.ATTRIBUTES - 1));
        }
        Supplier<String> longSku = Stream.iterate(0, i -> i + 1)
                .map(i -> "aliexpress:" + three.repeat(ProductLimits.ID - 3) + (100 + i))
                .iterator()::next;
        List<Sku> skus = Stream.generate(() -> new Sku(longSku.get()))
                .limit(ProductLimits.VARIANTS)
                .toList();
        Function<String, ProductFacts> facts = price -> new ProductFacts(
                "aliexpress",
                three.repeat(ProductLimits.ID),
                "\u0001".repeat(ProductLimits.NAME),
                "",
                "\u0001".repeat(ProductLimits.BRAND),
                three.repeat(ProductLimits.CATEGORY),
                three.repeat(ProductLimits.URL),
                List.of(three.repeat(ProductLimits.URL)),
                List.of(),
                skus.stream()
                        .map(sku -> new VariantFacts(sku, attributes, Money.parse(price)))
                        .toList());
        Product largest = Product.create(PRODUCT, facts.apply("JPY 999999999999"), "a-slug", List.of(), Ids::next, AT);
        largest.saved();
        largest.update(facts.apply("JPY 999999999998"), List.of(), Ids::next, AT);
        String event = EventJson.write(
                new ProductWireEvents().of(largest, "nobody").getFirst().data());

        int bytes = event.getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes > 800_000, () -> "not the largest: " + bytes);
        assertTrue(bytes < 1_000_000, () -> "more than an outbox takes: " + bytes);
    }

    @Test
    void writesInventoryEvents() {
        Reservation reserved = Reservation.open(ORDER, LINES, AT);
        reserved.reserve(Map.of(LAPTOP, "token"), Duration.ofMinutes(15), AT);
        Reservation rejected = Reservation.open(ORDER, LINES, AT);
        rejected.reject(List.of(new Shortage(LAPTOP, 2, 1)), "out-of-stock", AT);
        Reservation released = saved(reserved);
        released.release("order-rejected", AT);
        Reservation committed = saved(reserved);
        committed.commit(AT);

        for (Reservation reservation : List.of(reserved, rejected, released, committed)) {
            assertWrites(new ReservationWireEvents(), reservation);
        }
        Stock nine = new Stock(
                LAPTOP,
                PRODUCT,
                9,
                2,
                7,
                OptionalInt.empty(),
                StockSettings.NONE,
                false,
                Map.of(),
                0,
                Set.of(),
                Set.of(),
                List.of(),
                0,
                1);
        assertWrites(new StockWireEvents(), new StockEvent.Adjusted(nine, -1, "damaged", AT));
        assertWrites(new StockWireEvents(), new StockEvent.Low(nine, 10, AT));
    }

    @Test
    void writesCategoryEvents() {
        Category computers = Category.restore(new Category.State(
                new CategoryId(Ids.next()),
                "electronics/computers",
                Category.Details.of("Computers"),
                List.of("electronics"),
                null,
                AT,
                AT,
                1));
        assertWrites(
                new CategoryWireEvents(),
                Category.create(
                        new CategoryId("0199d1c0-0000-7000-8000-000000000015"),
                        Optional.of(computers),
                        new Category.Details("Laptops", "Portable computers", true, 3),
                        "electronics/computers/laptops",
                        AT));
    }

    @Test
    void writesTelemetry() {
        EventSamples.assertWrites(new ProductViewedV1(
                PRODUCT.value(),
                "0199d1c0-0000-7000-8000-000000000001",
                null,
                "0199d1c0-0000-7000-8000-000000000061",
                "0199d1c0-0000-7000-8000-000000000081",
                3,
                AT));
        EventSamples.assertWrites(new SearchPerformedV1(
                "0199d1c0-0000-7000-8000-000000000081",
                "black laptop",
                Map.of("category", "electronics/computers/laptops"),
                12,
                null,
                "0199d1c0-0000-7000-8000-000000000002",
                "0199d1c0-0000-7000-8000-000000000061",
                "exact",
                "chat",
                14,
                AT));
    }

    @Test
    void readsOrderEvents() {
        var placed = EventSamples.read(OrderConsumer.OrderPlacedV1.class);
        assertEquals(ORDER.value(), placed.orderId());
        assertEquals(List.of(new OrderConsumer.Item("LAP-13-BLK", 2)), placed.items());
        assertEquals(
                ORDER.value(),
                EventSamples.read(OrderConsumer.OrderConfirmedV1.class).orderId());
        assertEquals(
                ORDER.value(),
                EventSamples.read(OrderConsumer.OrderRejectedV1.class).orderId());
        assertTrue(EventSamples.read(OrderConsumer.OrderCancelledV1.class).wasConfirmed());
    }

    @Test
    void readsItsOwnEventsForThePriceHistory() {
        var price = List.of(new PriceHistoryConsumer.Variant(LAPTOP.value(), Money.parse("USD 849.00"), AT));
        assertEquals(
                price, EventSamples.read(PriceHistoryConsumer.Created.class).variants());
        assertEquals(
                price,
                EventSamples.read(PriceHistoryConsumer.PriceChanged.class).variants());
        assertEquals(
                price, EventSamples.read(PriceHistoryConsumer.Updated.class).variants());
    }

    @Test
    void readsItsOwnEventsForTheIndex() {
        assertEquals(
                PRODUCT.value(),
                EventSamples.read(ProductBroadcast.Created.class).productId());
        assertEquals(2, EventSamples.read(ProductBroadcast.Updated.class).version());
        assertEquals(3, EventSamples.read(ProductBroadcast.PriceChanged.class).version());
        assertEquals(4, EventSamples.read(ProductBroadcast.Archived.class).version());
        var line = List.of(new StockBroadcast.Line("LAP-13-BLK"));
        assertEquals(line, EventSamples.read(StockBroadcast.Reserved.class).lines());
        assertEquals(line, EventSamples.read(StockBroadcast.Released.class).lines());
        assertEquals(line, EventSamples.read(StockBroadcast.Rejected.class).lines());
        assertEquals(
                "LAP-13-BLK", EventSamples.read(StockBroadcast.Adjusted.class).sku());
    }

    /** Asserts exactly one event, equal to the sample. */
    private static <A> void assertWrites(WireEvents<A> wireEvents, A aggregate) {
        List<PendingEvent> events = wireEvents.of(aggregate, "user:1");
        assertEquals(1, events.size());
        assertEquals(AT, events.getFirst().at());
        EventSamples.assertWrites(events.getFirst().data());
    }

    private static Reservation saved(Reservation reservation) {
        return Reservation.restore(reservation.state());
    }

    private static VariantFacts black(String price) {
        return new VariantFacts(
                LAPTOP,
                COLOR,
                Money.parse("USD " + price),
                "Aster 13 laptop, black",
                "https://shop.parley.example/p/LAP-13-BLK",
                "https://shop.parley.example/i/LAP-13-BLK.jpg");
    }

    private static ProductFacts facts() {
        return new ProductFacts(
                "own",
                "LAP-13",
                "Aster 13 laptop",
                "A laptop",
                "Aster",
                "electronics/computers/laptops",
                "https://shop.parley.example/p/LAP-13",
                List.of("https://shop.parley.example/i/LAP-13.jpg"),
                List.of(),
                List.of(black("849.00")),
                Set.of(),
                Optional.of(SHOWN),
                Optional.of(RATING),
                Optional.empty());
    }

    private static Product laptop(String name, VariantFacts variant, long version) {
        return Product.restore(new Product.State(
                PRODUCT,
                "own",
                "LAP-13",
                name,
                "aster-13-laptop",
                List.of(),
                "A laptop",
                "Aster",
                "electronics/computers/laptops",
                ProductStatus.ACTIVE,
                "https://shop.parley.example/p/LAP-13",
                List.of("https://shop.parley.example/i/LAP-13.jpg"),
                List.of(),
                List.of(new Variant(VARIANT, 1, variant, PriceTrack.began(AT))),
                List.of(),
                SHOWN,
                RATING,
                null,
                null,
                AT,
                AT,
                version));
    }
}
