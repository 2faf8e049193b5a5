package dev.parley.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.catalog.category.domain.Category;
import dev.parley.catalog.category.domain.CategoryEvent;
import dev.parley.catalog.category.kafka.CategoryEventMessages;
import dev.parley.catalog.inventory.domain.InventoryEvent;
import dev.parley.catalog.inventory.domain.OrderLine;
import dev.parley.catalog.inventory.domain.Shortage;
import dev.parley.catalog.inventory.kafka.InventoryEventMessages;
import dev.parley.catalog.inventory.kafka.OrderConsumer;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductEvent;
import dev.parley.catalog.product.domain.ProductFacts;
import dev.parley.catalog.product.domain.ProductLimits;
import dev.parley.catalog.product.domain.ProductStatus;
import dev.parley.catalog.product.domain.Variant;
import dev.parley.catalog.product.domain.VariantFacts;
import dev.parley.catalog.product.kafka.ProductEventMessages;
import dev.parley.catalog.product.kafka.ProductViewedTelemetry.ProductViewedV1;
import dev.parley.catalog.search.kafka.ProductBroadcast;
import dev.parley.catalog.search.kafka.SearchPerformedTelemetry.SearchPerformedV1;
import dev.parley.catalog.search.kafka.StockBroadcast;
import dev.parley.platform.events.EventJson;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.EventSamples;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** The published language: what this service writes is exactly the sample, and it reads the samples of others. */
class EventContractTest {

    private static final String PRODUCT = "0199d1c0-0000-7000-8000-000000000011";
    private static final String ORDER = "0199d1c0-0000-7000-8000-000000000021";
    private static final Instant AT = Instant.parse("2026-01-15T10:30:00Z");
    private static final List<OrderLine> LINES = List.of(new OrderLine("LAP-13-BLK", 2));

    private final ProductEventMessages products = new ProductEventMessages();
    private final InventoryEventMessages inventory = new InventoryEventMessages();

    @Test
    void writesProductEvents() {
        EventSamples.assertWrites(products.of(new ProductEvent.Created(laptop(ProductStatus.ACTIVE, 1))));
        EventSamples.assertWrites(products.of(new ProductEvent.Updated(laptop(ProductStatus.ACTIVE, 2))));
        EventSamples.assertWrites(products.of(new ProductEvent.PriceChanged(
                laptop(ProductStatus.ACTIVE, 3),
                List.of(new ProductEvent.PriceChanged.Change(
                        "LAP-13-BLK", Money.parse("USD 899.00"), Money.parse("USD 849.00"))))));
        EventSamples.assertWrites(products.of(new ProductEvent.Archived(laptop(ProductStatus.ARCHIVED, 4))));
    }

    @Test
    void writesNoProductEventThatTheBrokerRefuses() {
        // Given the largest product: characters that JSON writes with six bytes in attributes, with three in names
        String three = "\u20ac";
        int perVariant = ProductLimits.ATTRIBUTE_TEXT / ProductLimits.VARIANTS;
        Map<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < ProductLimits.ATTRIBUTES; i++) {
            attributes.put(Character.toString(0x4e00 + i), "\u0001".repeat(perVariant / ProductLimits.ATTRIBUTES - 1));
        }
        Supplier<String> longSku = Stream.iterate(0, i -> i + 1)
                .map(i -> "aliexpress:" + three.repeat(ProductLimits.ID - 3) + (100 + i))
                .iterator()::next;
        List<VariantFacts> variants = Stream.generate(
                        () -> new VariantFacts(longSku.get(), attributes, Money.parse("JPY 999999999999")))
                .limit(ProductLimits.VARIANTS)
                .toList();
        Product largest = Product.create(
                PRODUCT,
                new ProductFacts(
                        "aliexpress",
                        three.repeat(ProductLimits.ID),
                        "\u0001".repeat(ProductLimits.NAME),
                        "",
                        "\u0001".repeat(ProductLimits.BRAND),
                        three.repeat(ProductLimits.CATEGORY),
                        three.repeat(ProductLimits.URL),
                        List.of(three.repeat(ProductLimits.URL)),
                        List.of(),
                        variants),
                "a-slug",
                Ids::next,
                AT);

        String event = EventJson.write(products.of(new ProductEvent.PriceChanged(
                largest,
                variants.stream()
                        .map(v -> new ProductEvent.PriceChanged.Change(v.sku(), v.price(), v.price()))
                        .toList())));

        int bytes = event.getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes > 800_000, () -> "not the largest: " + bytes);
        assertTrue(bytes < 1_000_000, () -> "more than an outbox takes: " + bytes);
    }

    @Test
    void writesInventoryEvents() {
        EventSamples.assertWrites(inventory.of(new InventoryEvent.Reserved(ORDER, LINES, AT.plusSeconds(15 * 60))));
        EventSamples.assertWrites(inventory.of(
                new InventoryEvent.Rejected(ORDER, "out-of-stock", List.of(new Shortage("LAP-13-BLK", 2, 1)))));
        EventSamples.assertWrites(inventory.of(new InventoryEvent.Released(ORDER, "order-rejected", LINES)));
        EventSamples.assertWrites(inventory.of(new InventoryEvent.Committed(ORDER, LINES)));
        EventSamples.assertWrites(inventory.of(new InventoryEvent.Adjusted("LAP-13-BLK", -1, 9, 2, 7, "damaged")));
    }

    @Test
    void writesCategoryEvents() {
        Category laptops =
                new Category("0199d1c0-0000-7000-8000-000000000015", "electronics/computers/laptops", "Laptops", 0, 1);

        EventSamples.assertWrites(new CategoryEventMessages().of(new CategoryEvent.Changed(laptops)));
    }

    @Test
    void writesTelemetry() {
        EventSamples.assertWrites(new ProductViewedV1(PRODUCT, "0199d1c0-0000-7000-8000-000000000001", null, AT));
        EventSamples.assertWrites(new SearchPerformedV1(
                "0199d1c0-0000-7000-8000-000000000081",
                "black laptop",
                Map.of("category", "electronics/computers/laptops"),
                12,
                null,
                "0199d1c0-0000-7000-8000-000000000002",
                "chat",
                14,
                AT));
    }

    @Test
    void readsOrderEvents() {
        var placed = EventSamples.read(OrderConsumer.OrderPlacedV1.class);
        assertEquals(ORDER, placed.orderId());
        assertEquals(List.of(new OrderConsumer.Item("LAP-13-BLK", 2)), placed.items());
        assertEquals(
                ORDER, EventSamples.read(OrderConsumer.OrderConfirmedV1.class).orderId());
        assertEquals(
                ORDER, EventSamples.read(OrderConsumer.OrderRejectedV1.class).orderId());
        assertTrue(EventSamples.read(OrderConsumer.OrderCancelledV1.class).wasConfirmed());
    }

    @Test
    void readsItsOwnEventsForTheIndex() {
        assertEquals(PRODUCT, EventSamples.read(ProductBroadcast.Created.class).productId());
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

    private static Product laptop(ProductStatus status, long version) {
        return Product.of(new Product.State(
                PRODUCT,
                "own",
                "LAP-13",
                "Aster 13 laptop",
                "aster-13-laptop",
                "A laptop",
                "Aster",
                "electronics/computers/laptops",
                status,
                "https://shop.parley.example/p/LAP-13",
                List.of("https://shop.parley.example/i/LAP-13.jpg"),
                List.of(),
                List.of(new Variant(
                        "0199d1c0-0000-7000-8000-000000000012",
                        "LAP-13-BLK",
                        Map.of("color", "black"),
                        Money.parse("USD 849.00"))),
                AT,
                AT,
                version));
    }
}
