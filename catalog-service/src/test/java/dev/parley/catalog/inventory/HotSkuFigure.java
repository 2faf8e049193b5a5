package dev.parley.catalog.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.domain.OrderId;
import dev.parley.catalog.inventory.domain.OrderLine;
import dev.parley.catalog.inventory.domain.Reservations;
import dev.parley.catalog.inventory.domain.Stocks;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * {@code ./parley bench hold}: the latency of a hold on a SKU without and with many open holds, and of a whole
 * reservation of one line, in ms. Uses the database of {@code PARLEY_TEST_MONGODB_URI}; {@code -Dparley.bench.holds} is
 * the number of open holds.
 */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class HotSkuFigure {

    private static final int OPEN = Integer.getInteger("parley.bench.holds", 10_000);
    private static final int MEASURED = 1_000;

    @Inject
    Stocks stocks;

    @Inject
    Reservations reservations;

    private final List<Long> holds = new ArrayList<>();
    private final List<Long> wholes = new ArrayList<>();

    @Test
    void holds() {
        Warehouse warehouse = new Warehouse(timed(stocks), reservations);
        Sku sku = new Sku("HOT-" + Ids.next());
        warehouse.stock(sku, OPEN + 3 * MEASURED);

        reserve(warehouse, sku, MEASURED); // warms up
        holds.clear();
        wholes.clear();
        reserve(warehouse, sku, MEASURED);
        report(MEASURED);
        reserve(warehouse, sku, OPEN - 2 * MEASURED);
        holds.clear();
        wholes.clear();
        reserve(warehouse, sku, MEASURED);
        report(OPEN);

        assertEquals(OPEN + MEASURED, warehouse.stock(sku).reserved());
    }

    private void reserve(Warehouse warehouse, Sku sku, int orders) {
        for (int i = 0; i < orders; i++) {
            long start = System.nanoTime();
            warehouse.reserve.handle(new OrderId(Ids.next()), List.of(new OrderLine(sku, 1)));
            wholes.add(System.nanoTime() - start);
        }
    }

    private Stocks timed(Stocks measured) {
        return (Stocks) Proxy.newProxyInstance(
                Stocks.class.getClassLoader(), new Class<?>[] {Stocks.class}, (proxy, method, arguments) -> {
                    long start = System.nanoTime();
                    try {
                        return method.invoke(measured, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        if (method.getName().equals("hold")) {
                            holds.add(System.nanoTime() - start);
                        }
                    }
                });
    }

    private void report(int open) {
        System.out.printf(
                Locale.ROOT,
                "%,d holds open: a hold p50 %.1f, p95 %.1f; a reservation p50 %.1f, p95 %.1f%n",
                open,
                percentile(holds, 50),
                percentile(holds, 95),
                percentile(wholes, 50),
                percentile(wholes, 95));
    }

    private static double percentile(List<Long> nanos, int percent) {
        return nanos.stream()
                        .sorted()
                        .skip(nanos.size() * percent / 100)
                        .findFirst()
                        .orElseThrow()
                / 1e6;
    }
}
