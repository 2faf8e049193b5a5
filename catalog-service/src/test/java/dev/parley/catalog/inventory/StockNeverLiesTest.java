package dev.parley.catalog.inventory;

import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.domain.InventoryProblem;
import dev.parley.catalog.inventory.domain.OrderId;
import dev.parley.catalog.inventory.domain.OrderLine;
import dev.parley.platform.id.Ids;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** The stock adds up after any sequence of repeated commands of several orders, with crashes at any point. */
class StockNeverLiesTest {

    private static final Sku A = new Sku("a");
    private static final Sku B = new Sku("b");

    private static final List<OrderId> ORDERS =
            Stream.generate(Ids::next).map(OrderId::new).limit(4).toList();

    enum Happens {
        PLACED,
        CONFIRMED,
        REJECTED,
        CANCELLED_AFTERWARDS,
        PINNED,
        TIDIED,
        TIME_PASSES
    }

    record Step(int order, Happens what, int quantity, int diesAfter) {}

    @Provide
    Arbitrary<Step> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, ORDERS.size() - 1),
                        Arbitraries.of(Happens.class),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 20))
                .as(Step::new);
    }

    @Property(tries = 500)
    void addsUp(@ForAll @Size(max = 30) List<@net.jqwik.api.From("steps") Step> steps) {
        Warehouse warehouse = new Warehouse(new InMemoryStocks(), new InMemoryReservations());
        warehouse.stock(A, 6);
        warehouse.stock(B, 4);

        for (Step step : steps) {
            warehouse.dieAfter(step.diesAfter());
            try {
                run(warehouse, step);
            } catch (InventoryProblem | Warehouse.Killed e) {
                // rejected or crashed: the stock is consistent after both
            }
            warehouse.live();
        }
        warehouse.later(Duration.ofMinutes(1));
        warehouse.sweep();

        warehouse.assertAddsUp(Map.of(A, 6, B, 4), ORDERS);
    }

    private static void run(Warehouse warehouse, Step step) {
        OrderId order = ORDERS.get(step.order());
        switch (step.what()) {
            case PLACED ->
                warehouse.reserve.handle(
                        order, List.of(new OrderLine(B, step.quantity()), new OrderLine(A, step.quantity())));
            case CONFIRMED -> warehouse.end.commit(order);
            case REJECTED -> warehouse.end.release(order, "order-rejected");
            case CANCELLED_AFTERWARDS -> warehouse.end.returnUnits(order);
            case PINNED -> warehouse.pin.handle(order);
            case TIDIED -> {
                warehouse.tidy(A);
                warehouse.tidy(B);
            }
            case TIME_PASSES -> {
                warehouse.later(Duration.ofMinutes(6));
                warehouse.sweep();
            }
        }
    }
}
