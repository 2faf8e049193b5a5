package dev.parley.catalog.product.mongo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.application.AssignStock;
import dev.parley.catalog.inventory.domain.Stock;
import dev.parley.catalog.inventory.domain.Stocks;
import dev.parley.catalog.product.application.MoveVariants;
import dev.parley.catalog.product.application.UpsertProduct;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductFacts;
import dev.parley.catalog.product.domain.ProductStatus;
import dev.parley.catalog.product.domain.Products;
import dev.parley.catalog.product.domain.Variant;
import dev.parley.catalog.product.domain.VariantFacts;
import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.events.RecurringJobs;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.StackResource;
import dev.parley.platform.testing.Tags;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Variants that move between products: crashes between any two steps, and concurrent moves. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@Tag(Tags.STORAGE)
class VariantMovesTest {

    private static final Duration LATER = Duration.ofMinutes(5);

    private final String prefix = Ids.next();
    private final List<Sku> skus = List.of(new Sku(prefix + "-S"), new Sku(prefix + "-M"));

    @Inject
    Products products;

    @Inject
    Stocks stocks;

    @Inject
    RecurringJobs jobs;

    private static final class Killed extends RuntimeException {
        private Killed() {
            super("killed", null, false, false);
        }
    }

    @Test
    void aMoveThatACrashInterruptsIsCompleted() {
        // Given a number of storage operations after which the process dies, up to more than a move needs
        boolean survived = false;
        for (int steps = 1; !survived; steps++) {
            String run = prefix + "-" + steps;
            List<Sku> pair = List.of(new Sku(run + "-S"), new Sku(run + "-M"));
            UpsertProduct upsert = upsert(Integer.MAX_VALUE);
            upsert.handle(facts(run + "-1", pair));
            List<Variant> before = holder(pair.getFirst()).variants();
            pair.forEach(sku -> stocks.insert(Stock.fromFeed(sku, holder(sku).id(), 5), "import", Instant.now()));

            // When
            UpsertProduct mortal = upsert(steps);
            try {
                mortal.handle(facts(run + "-2", pair));
                survived = true;
            } catch (Killed e) {
                jobs.run("variant-moves", Instant.now().plus(LATER));
            }

            // Then either nothing has happened yet, or all of it
            Product holder = holder(pair.getFirst());
            assertEquals(pair, holder.skus(), run);
            assertEquals(ProductStatus.ACTIVE, holder.status(), run);
            assertEquals(ids(before), ids(holder.variants()), run);
            pair.forEach(sku ->
                    assertEquals(holder.id(), stocks.find(sku).orElseThrow().productId(), run));
            boolean moved = holder.key().endsWith("-2");
            Product first = products.findByKey("own:" + run + "-1").orElseThrow();
            assertEquals(moved ? ProductStatus.ARCHIVED : ProductStatus.ACTIVE, first.status(), run);
            assertTrue(moved || !survived, run);
            if (!moved) {
                assertTrue(products.findByKey("own:" + run + "-2").isEmpty(), run);
            }
        }
    }

    @Test
    void concurrentMovesLeaveEachVariantInOneProduct() throws Exception {
        // Given
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        UpsertProduct upsert = upsert(Integer.MAX_VALUE);
        upsert.handle(facts(prefix + "-0", skus));
        List<String> before = ids(holder(skus.getFirst()).variants());

        // When
        List<Callable<Object>> moves = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            List<Sku> some = random.nextBoolean() ? skus : List.of(skus.get(random.nextInt(2)));
            String product = prefix + "-" + random.nextInt(3);
            moves.add(() -> {
                try {
                    return upsert.handle(facts(product, some));
                } catch (dev.parley.platform.problem.Problem e) {
                    assertEquals("version-conflict", e.slug());
                    return e;
                }
            });
        }
        AtOnce.run(moves);
        jobs.run("variant-moves", Instant.now().plus(LATER));

        // Then
        List<Product> holders = products.holding(skus);
        List<Sku> held =
                holders.stream().flatMap(p -> p.skus().stream()).sorted().toList();
        assertEquals(skus.stream().sorted().toList(), held);
        assertTrue(holders.stream().allMatch(p -> p.status() == ProductStatus.ACTIVE));
        assertTrue(IntStream.range(0, 3)
                .mapToObj(i -> products.findByKey("own:" + prefix + "-" + i))
                .flatMap(java.util.Optional::stream)
                .allMatch(p -> p.arriving().isEmpty()
                        && (p.status() == ProductStatus.ACTIVE) == !p.variants().isEmpty()));
        assertEquals(2, before.size());
    }

    private Product holder(Sku sku) {
        return products.findBySku(sku).orElseThrow();
    }

    private static List<String> ids(List<Variant> variants) {
        return variants.stream().map(Variant::variantId).toList();
    }

    private static ProductFacts facts(String id, List<Sku> skus) {
        return new ProductFacts(
                "own",
                id,
                "Tee " + id,
                "",
                "",
                "other",
                "",
                List.of(),
                List.of(),
                skus.stream()
                        .map(sku -> new VariantFacts(sku, Map.of(), Money.parse("USD 1.00")))
                        .toList());
    }

    /** The use case in a process that dies after a number of storage operations. */
    private UpsertProduct upsert(int steps) {
        AtomicInteger left = new AtomicInteger(steps);
        Products mortal = mortal(Products.class, products, left);
        Clock clock = Clock.systemUTC();
        MoveVariants moves =
                new MoveVariants(mortal, new AssignStock(mortal(Stocks.class, stocks, left)), List.of(), clock);
        return new UpsertProduct(mortal, moves, List.of(), clock);
    }

    private static <T> T mortal(Class<T> type, T real, AtomicInteger left) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (left.getAndDecrement() <= 0) {
                throw new Killed();
            }
            try {
                return method.invoke(real, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
