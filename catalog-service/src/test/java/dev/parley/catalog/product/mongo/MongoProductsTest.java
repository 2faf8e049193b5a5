package dev.parley.catalog.product.mongo;

import static com.mongodb.client.model.Projections.include;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductFacts;
import dev.parley.catalog.product.domain.ProductProblem;
import dev.parley.catalog.product.domain.Products;
import dev.parley.catalog.product.domain.Specification;
import dev.parley.catalog.product.domain.VariantFacts;
import dev.parley.platform.events.VersionClash;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.StackResource;
import dev.parley.platform.testing.Tags;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
@Tag(Tags.STORAGE)
class MongoProductsTest {

    @Inject
    Products products;

    @Inject
    MongoDatabase database;

    @Test
    void reportsAnUnreadableDocumentAndReadsTheOthers() {
        ProductId good = product();
        ProductId bad = new ProductId(Ids.next());
        database.getCollection("products")
                .insertOne(new Document("_id", bad.value())
                        .append("name", 7)
                        .append("key", bad.value())
                        .append("slug", bad.value())
                        .append("skus", List.of(bad.value())));
        try {
            Products.Found found = products.findAll(List.of(good, bad));

            assertEquals(
                    List.of(good), found.products().stream().map(Product::id).toList());
            assertEquals(Set.of(bad), found.unreadable());

            Set<ProductId> paged = new HashSet<>();
            Set<ProductId> unreadable = new HashSet<>();
            products.pages(Optional.empty(), 2).forEachRemaining(page -> {
                page.products().forEach(product -> paged.add(product.id()));
                unreadable.addAll(page.unreadable());
            });
            assertTrue(paged.contains(good));
            assertTrue(unreadable.contains(bad));
        } finally {
            database.getCollection("products").deleteOne(new Document("_id", bad.value()));
        }
    }

    @Test
    void readsEveryIdOnceInOrderForAnyDistributionInTime() {
        // Given bursts, years without products, and ids of another form
        MongoCollection<Document> collection = database.getCollection("ranges-" + Ids.next());
        Set<String> ids = new HashSet<>(Set.of("!first", "zzz-last", "zzzz"));
        for (String day : List.of("2020-01-01T00:00:00Z", "2023-05-05T05:05:05Z", "2026-01-01T00:00:00Z")) {
            for (int i = 0; i < 300; i++) {
                ids.add(idAt(Instant.parse(day).plus(Duration.ofMillis(i / 7))));
            }
        }
        ids.add(idAt(Instant.now().plus(Duration.ofDays(400))));
        collection.insertMany(ids.stream().map(id -> new Document("_id", id)).toList());
        try {
            List<String> read = new ArrayList<>();
            int pages = 0;
            Iterator<List<Document>> ranges = new IdRanges(collection, include("_id"), "", 50);
            while (ranges.hasNext()) {
                ranges.next().forEach(document -> read.add(document.getString("_id")));
                pages++;
            }

            assertEquals(ids.stream().sorted().toList(), read);
            assertTrue(pages < 200, () -> "a page holds next to nothing");

            List<String> rest = new ArrayList<>();
            new IdRanges(collection, include("_id"), read.get(449), 50)
                    .forEachRemaining(page -> page.forEach(document -> rest.add(document.getString("_id"))));
            assertEquals(read.subList(450, read.size()), rest);
        } finally {
            collection.drop();
        }
    }

    @Test
    void rejectsATakenSkuAndRetriesATakenSlug() {
        Product lamp = lamp(Ids.next());
        products.insert(lamp);

        Product sameSku = lamp(Ids.next(), lamp.skus().getFirst(), Ids.next());
        assertThrows(ProductProblem.SkuTaken.class, () -> products.insert(sameSku));
        Product sameSlug =
                lamp(Ids.next(), new Sku("sku-" + Ids.next()), lamp.state().slug());
        assertThrows(VersionClash.class, () -> products.insert(sameSlug));
        Product again = Product.restore(lamp.state());
        again.archive(Instant.now());
        products.save(again);
        lamp.archive(Instant.now());
        assertThrows(VersionClash.class, () -> products.save(lamp));
    }

    @Test
    void restoresTheStoredState() {
        Product lamp = lamp(Ids.next());

        products.insert(lamp);

        Product.State stored = products.find(lamp.id()).orElseThrow().state();
        assertEquals(lamp.state(), stored);
        lamp.update(
                new ProductFacts(
                        "own",
                        lamp.state().externalId(),
                        "Lantern",
                        "It shines",
                        "Brand",
                        "other",
                        "https://shop.example/l",
                        List.of("https://shop.example/l.jpg"),
                        List.of(new Specification("Light", "Lumen", "400")),
                        List.of(new VariantFacts(
                                lamp.skus().getFirst(),
                                Map.of("a.$b", "red"),
                                Money.parse("USD 2.00"),
                                "t",
                                "l",
                                "i"))),
                List.of(),
                Ids::next,
                lamp.state().createdAt());
        products.save(lamp);
        assertEquals(lamp.state(), products.find(lamp.id()).orElseThrow().state());
        assertEquals(
                lamp.state(),
                products.findAll(List.of(lamp.id())).products().getFirst().state());
    }

    private ProductId product() {
        Product lamp = lamp(Ids.next());
        products.insert(lamp);
        return lamp.id();
    }

    private static Product lamp(String id) {
        return lamp(id, new Sku("sku-" + id), id);
    }

    private static Product lamp(String id, Sku sku, String slug) {
        ProductFacts facts = new ProductFacts(
                "own",
                id,
                "Lamp",
                "",
                "",
                "other",
                "",
                List.of(),
                List.of(),
                List.of(new VariantFacts(sku, Map.of(), Money.parse("USD 1.00"))));
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return Product.create(new ProductId(id), facts, slug, List.of(), Ids::next, now);
    }

    /** A UUIDv7 of that moment. */
    private static String idAt(Instant moment) {
        UUID random = UUID.fromString(Ids.next());
        long high = moment.toEpochMilli() << 16 | 0x7000 | (UUID.randomUUID().getMostSignificantBits() & 0xFFF);
        return new UUID(high, random.getLeastSignificantBits()).toString();
    }
}
