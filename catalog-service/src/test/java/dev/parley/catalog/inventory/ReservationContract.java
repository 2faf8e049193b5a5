package dev.parley.catalog.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.domain.Hold;
import dev.parley.catalog.inventory.domain.InventoryProblem;
import dev.parley.catalog.inventory.domain.OrderId;
import dev.parley.catalog.inventory.domain.OrderLine;
import dev.parley.catalog.inventory.domain.Reservation;
import dev.parley.catalog.inventory.domain.ReservationStatus;
import dev.parley.catalog.inventory.domain.Reservations;
import dev.parley.catalog.inventory.domain.Stock;
import dev.parley.catalog.inventory.domain.StockSettings;
import dev.parley.catalog.inventory.domain.Stocks;
import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.events.VersionClash;
import dev.parley.platform.id.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The contract of reservations, for every storage. SKUs are new in each test and contain characters that field names
 * must not.
 */
abstract class ReservationContract {

    private final Sku a = new Sku("A.$" + Ids.next());
    private final Sku b = new Sku("B.$" + Ids.next());
    private final OrderId order = order();
    private Stocks stocks;
    private Reservations reservations;
    private Warehouse warehouse;

    abstract Stocks stocks();

    abstract Reservations reservations();

    @BeforeEach
    void aWarehouse() {
        stocks = stocks();
        reservations = reservations();
        warehouse = new Warehouse(stocks, reservations);
    }

    @Test
    void reservesEveryLine() {
        warehouse.stock(a, 5);
        warehouse.stock(b, 5);

        warehouse.reserve.handle(order, List.of(new OrderLine(b, 2), new OrderLine(a, 1), new OrderLine(a, 2)));

        assertEquals(ReservationStatus.RESERVED, warehouse.reservation(order).status());
        assertEquals(2, warehouse.stock(a).available());
        assertEquals(3, warehouse.stock(a).reserved());
        assertEquals(3, warehouse.stock(b).available());
        assertEquals(5, warehouse.stock(b).onHand());
    }

    @Test
    void reservesNothingWhenOneLineIsShort() {
        warehouse.stock(a, 5);
        warehouse.stock(b, 1);

        warehouse.reserve.handle(order, List.of(new OrderLine(a, 2), new OrderLine(b, 2)));

        assertEquals(ReservationStatus.REJECTED, warehouse.reservation(order).status());
        assertEquals("out-of-stock", warehouse.reservation(order).state().reason());
        warehouse.assertAddsUp(Map.of(a, 5, b, 1), List.of(order));
    }

    @Test
    void rejectsAnUnknownSku() {
        warehouse.reserve.handle(order, List.of(new OrderLine(a, 1)));

        assertEquals("sku-not-found", warehouse.reservation(order).state().reason());
    }

    @Test
    void rejectsMoreThanTheLimitPerOrder() {
        warehouse.stock(a, 5);
        warehouse.stock(b, 5);
        warehouse.configure.replace(a, new StockSettings(Optional.empty(), OptionalInt.empty(), OptionalInt.of(2)));

        warehouse.reserve.handle(
                order, List.of(new OrderLine(a, 2), new OrderLine(b, 1), new OrderLine(a, 1))); // three in all
        Reservation.State rejected = warehouse.reservation(order).state();
        OrderId allowed = new OrderId(Ids.next());
        warehouse.reserve.handle(allowed, List.of(new OrderLine(a, 2)));

        assertEquals("order-limit-exceeded", rejected.reason());
        assertEquals(ReservationStatus.RESERVED, warehouse.reservation(allowed).status());
        warehouse.assertAddsUp(Map.of(a, 5, b, 5), List.of(order, allowed));
    }

    @Test
    void rejectsMoreThanTheLimitOfEverySku() {
        warehouse.stock(a, 5000);

        warehouse.reserve.handle(order, List.of(new OrderLine(a, Warehouse.MAX_PER_ORDER + 1)));

        assertEquals(
                "order-limit-exceeded", warehouse.reservation(order).state().reason());
        assertEquals(5000, warehouse.stock(a).available());
    }

    @Test
    void announcesLowStockOncePerCrossing() {
        warehouse.stock(a, 5);
        warehouse.configure.replace(a, new StockSettings(Optional.empty(), OptionalInt.of(3), OptionalInt.empty()));
        assertFalse(warehouse.stock(a).low());

        warehouse.reserve.handle(order, List.of(new OrderLine(a, 2)));
        warehouse.end.commit(order);
        assertTrue(warehouse.stock(a).low());

        adjust(1);
        assertFalse(warehouse.stock(a).low());
        adjust(-1);
        assertTrue(warehouse.stock(a).low());
        warehouse.configure.replace(a, StockSettings.NONE);
        assertFalse(warehouse.stock(a).low());
    }

    private void adjust(int delta) {
        warehouse.adjust.handle(a, OptionalInt.of(delta), OptionalInt.empty(), "counted", Optional.empty());
    }

    @Test
    void retriesChangeNothing() {
        warehouse.stock(a, 5);
        List<OrderLine> lines = List.of(new OrderLine(a, 2));

        warehouse.reserve.handle(order, lines);
        warehouse.reserve.handle(order, lines);
        warehouse.end.commit(order);
        warehouse.end.commit(order);
        warehouse.reserve.handle(order, lines);

        warehouse.assertAddsUp(Map.of(a, 5), List.of(order));
        assertEquals(3, warehouse.stock(a).available());
    }

    @Test
    void rejectsAReservationForAnEndedOrder() {
        warehouse.stock(a, 5);

        warehouse.end.release(order, "order-cancelled");
        warehouse.reserve.handle(order, List.of(new OrderLine(a, 2)));

        assertEquals(ReservationStatus.RELEASED, warehouse.reservation(order).status());
        assertEquals(5, warehouse.stock(a).available());
    }

    @Test
    void returnsTheUnitsOfACancelledSaleOnce() {
        warehouse.stock(a, 5);
        warehouse.reserve.handle(order, List.of(new OrderLine(a, 2)));
        warehouse.end.commit(order);

        warehouse.end.returnUnits(order);
        warehouse.end.returnUnits(order);

        assertEquals(5, warehouse.stock(a).onHand());
        warehouse.assertAddsUp(Map.of(a, 5), List.of(order));
    }

    @Test
    void releasesExpiredReservations() {
        warehouse.stock(a, 5);
        OrderId pinned = order();
        warehouse.reserve.handle(order, List.of(new OrderLine(a, 1)));
        warehouse.reserve.handle(pinned, List.of(new OrderLine(a, 1)));
        warehouse.pin.handle(pinned);

        warehouse.later(Warehouse.KEPT_FOR);
        warehouse.sweep();

        assertEquals("expired", warehouse.reservation(order).state().reason());
        assertThrows(InventoryProblem.ReservationEnded.class, () -> warehouse.pin.handle(order));
        assertEquals(ReservationStatus.RESERVED, warehouse.reservation(pinned).status());
        assertEquals(4, warehouse.stock(a).available());
    }

    @Test
    void doesNotCommitAReleasedReservation() {
        warehouse.stock(a, 5);
        warehouse.reserve.handle(order, List.of(new OrderLine(a, 1)));
        warehouse.end.release(order, "order-rejected");

        assertThrows(InventoryProblem.ImpossibleStep.class, () -> warehouse.end.commit(order));

        warehouse.assertAddsUp(Map.of(a, 5), List.of(order));
    }

    @Test
    void releasesAStrayHold() {
        warehouse.stock(a, 5);
        warehouse.reserve.handle(order, List.of(new OrderLine(a, 2)));
        warehouse.end.commit(order);
        // Given a delayed write of the same order that arrives after the mark of its end is removed
        assertFalse(stocks.hold(a, order, new Hold(2, Ids.next(), warehouse.now())));
        warehouse.tidy(a);
        assertTrue(stocks.hold(a, order, new Hold(2, Ids.next(), warehouse.now())));

        warehouse.later(Duration.ofMinutes(1));
        warehouse.sweep();

        warehouse.assertAddsUp(Map.of(a, 5), List.of(order));
        assertEquals(3, warehouse.stock(a).onHand());
    }

    @Test
    void storesTheKeyOfAnAdjustmentInItsWrite() {
        warehouse.stock(a, 5);
        String key = Ids.next();

        for (int i = 0; i < 2; i++) {
            warehouse.adjust.handle(a, OptionalInt.of(3), OptionalInt.empty(), "found", Optional.of(key));
        }

        assertEquals(8, warehouse.stock(a).onHand());
    }

    @Test
    void rejectsACountBelowTheReservedUnits() {
        warehouse.stock(a, 5);
        warehouse.reserve.handle(order, List.of(new OrderLine(a, 3)));

        assertThrows(
                InventoryProblem.BelowReserved.class,
                () -> warehouse.adjust.handle(a, OptionalInt.empty(), OptionalInt.of(2), "counted", Optional.empty()));

        assertFalse(warehouse.stock(a).available() < 0);
    }

    @Test
    void doesNotOversellUnderConcurrency() throws Exception {
        warehouse.stock(a, 5);
        List<OrderId> orders = new ArrayList<>();
        List<Callable<Object>> calls = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            OrderId id = order();
            orders.add(id);
            // Twice, as events may come twice
            for (int j = 0; j < 2; j++) {
                calls.add(() -> warehouse.reserve.handle(id, List.of(new OrderLine(a, 1))));
            }
        }

        AtOnce.run(calls);

        assertEquals(
                5,
                orders.stream()
                        .filter(id -> warehouse.reservation(id).status() == ReservationStatus.RESERVED)
                        .count());
        assertEquals(0, warehouse.stock(a).available());
        warehouse.assertAddsUp(Map.of(a, 5), orders);
    }

    @Test
    void addsUpUnderConcurrentCommands() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        warehouse.stock(a, 7);
        warehouse.stock(b, 7);
        List<OrderId> orders = new ArrayList<>();
        List<Callable<Object>> calls = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            OrderId id = order();
            orders.add(id);
            List<OrderLine> lines = List.of(new OrderLine(a, 1 + random.nextInt(2)), new OrderLine(b, 1));
            calls.add(() -> warehouse.reserve.handle(id, lines));
            calls.add(() -> warehouse.reserve.handle(id, lines));
            boolean sold = random.nextBoolean();
            calls.add(() -> sold ? sellAndReturn(id) : warehouse.end.release(id, "order-rejected"));
        }
        for (int i = 0; i < 12; i++) {
            Sku sku = i % 2 == 0 ? a : b;
            calls.add(() -> {
                warehouse.tidy(sku);
                return sku;
            });
        }
        java.util.Collections.shuffle(calls, random);

        AtOnce.run(calls);
        warehouse.later(Duration.ofMinutes(1));
        warehouse.sweep();

        System.out.println("seed " + seed);
        warehouse.assertAddsUp(Map.of(a, 7, b, 7), orders);
    }

    @Test
    void keepsTheStockDocumentSmallWithManyOpenOrders() {
        int many = 3 * Stock.CROWD;
        warehouse.stock(a, many);
        List<OrderId> orders = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            OrderId id = order();
            orders.add(id);
            warehouse.reserve.handle(id, List.of(new OrderLine(a, 1)));
        }
        assertEquals(many, warehouse.stock(a).reserved());
        assertTrue(warehouse.stock(a).holds().size() <= Stock.CROWD, () -> "holds in " + warehouse.stock(a));

        for (int i = 0; i < many; i++) {
            OrderId id = orders.get(i);
            switch (i % 3) {
                case 0 -> warehouse.end.commit(id);
                case 1 -> warehouse.end.release(id, "order-rejected");
                default -> sellAndReturn(id);
            }
            assertTrue(
                    warehouse.stock(a).holds().size()
                                    + warehouse.stock(a).ended().size()
                            <= 3 * Stock.CROWD,
                    () -> "holds and marks in " + warehouse.stock(a));
        }
        warehouse.assertAddsUp(Map.of(a, many), orders);
    }

    @Test
    void endsAParkedHoldOnceUnderConcurrentAndLateRetries() throws Exception {
        warehouse.stock(a, 5);
        warehouse.reserve.handle(order, List.of(new OrderLine(a, 2)));
        Hold hold = warehouse.stock(a).heldFor(order).orElseThrow();
        warehouse.tidy(a);
        assertTrue(warehouse.stock(a).holds().isEmpty(), "not parked");
        Stock readBefore = warehouse.stock(a);

        List<Callable<Object>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(() -> warehouse.end.commit(order));
            calls.add(() -> {
                warehouse.tidy(a);
                return order;
            });
        }
        AtOnce.run(calls);
        warehouse.tidy(a);
        // Given a process that is paused between its reads and its writes
        assertFalse(stocks.end(readBefore, order, hold, Stocks.Ending.COMMIT));

        warehouse.assertAddsUp(Map.of(a, 5), List.of(order));
        assertEquals(3, warehouse.stock(a).onHand());
    }

    @Test
    void releasesAStrayHoldBesideAParkedOne() {
        warehouse.stock(a, 5);
        warehouse.reserve.handle(order, List.of(new OrderLine(a, 2)));
        warehouse.tidy(a);
        assertTrue(stocks.hold(a, order, new Hold(2, Ids.next(), warehouse.now())));

        warehouse.end.commit(order);

        assertEquals(3, warehouse.stock(a).available());
        warehouse.assertAddsUp(Map.of(a, 5), List.of(order));
    }

    @Test
    void resumesAfterACrashBetweenAnyTwoSteps() {
        List<OrderId> orders = new ArrayList<>();
        warehouse.stock(a, 1_000);
        warehouse.stock(b, 1);
        int steps = 0;
        boolean killed = true;
        while (killed) {
            // Given a process that crashes after n steps of each command, and a retry by another process
            killed = false;
            for (Story story : Story.values()) {
                OrderId id = order();
                orders.add(id);
                for (Story.Act act : story.acts) {
                    warehouse.dieAfter(steps);
                    try {
                        act.on(warehouse, id, a, b);
                    } catch (Warehouse.Killed e) {
                        killed = true;
                    }
                    warehouse.live();
                    act.on(warehouse, id, a, b);
                }
            }
            steps++;
        }
        assertTrue(steps > 8, "an act has more steps than were tried");
        warehouse.assertAddsUp(Map.of(a, 1_000, b, 1), orders);
        assertTrue(reservations.unsettled(warehouse.now().plusSeconds(1), 1_000).stream()
                .noneMatch(orders::contains));
    }

    @Test
    void theRecurringJobResumesWithoutARetry() {
        List<OrderId> orders = new ArrayList<>();
        warehouse.stock(a, 1_000);
        warehouse.stock(b, 1_000);
        for (int steps = 1; steps < 16; steps++) {
            for (Story story : Story.values()) {
                OrderId id = order();
                orders.add(id);
                for (int i = 0; i < story.acts.size(); i++) {
                    warehouse.dieAfter(i == story.acts.size() - 1 ? steps : Integer.MAX_VALUE);
                    try {
                        story.acts.get(i).on(warehouse, id, a, b);
                    } catch (Warehouse.Killed e) {
                        // no retry comes
                    }
                }
                warehouse.live();
            }
        }

        warehouse.later(Duration.ofMinutes(1));
        warehouse.sweep();

        warehouse.assertAddsUp(
                Map.of(a, 1_000, b, 1_000), orders.stream().filter(this::known).toList());
    }

    @Test
    void rejectsAStaleSave() {
        reservations.insert(Reservation.open(order, List.of(new OrderLine(a, 1)), warehouse.now()));
        Reservation first = warehouse.reservation(order);
        Reservation second = warehouse.reservation(order);
        first.release("order-rejected", warehouse.now());
        reservations.save(first);

        second.release("order-cancelled", warehouse.now());

        assertThrows(VersionClash.class, () -> reservations.save(second));
        assertEquals("order-rejected", warehouse.reservation(order).state().reason());
        assertThrows(
                VersionClash.class,
                () -> reservations.insert(Reservation.open(order, List.of(new OrderLine(a, 1)), warehouse.now())));
    }

    @Test
    void restoresTheSavedStateAndAllowsFurtherSaves() {
        Reservation reservation =
                Reservation.open(order, List.of(new OrderLine(b, 1), new OrderLine(a, 2)), warehouse.now());
        reservations.insert(reservation);
        assertEquals(reservation.state(), warehouse.reservation(order).state());
        reservation.reserve(Map.of(a, "t1", b, "t2"), Warehouse.KEPT_FOR, warehouse.now());
        reservations.save(reservation);
        assertEquals(reservation.state(), warehouse.reservation(order).state());
        reservation.commit(warehouse.now());
        reservation.returnUnits(warehouse.now());
        reservation.recordReturned(b, warehouse.now());
        reservation.settle(warehouse.now());

        reservations.save(reservation);

        assertEquals(reservation.state(), warehouse.reservation(order).state());
        assertEquals(3, reservation.version());
        reservations.save(reservation);
        assertEquals(3, warehouse.reservation(order).version(), "nothing changed, nothing is written");
    }

    private static OrderId order() {
        return new OrderId(Ids.next());
    }

    private boolean known(OrderId orderId) {
        return reservations.find(orderId).isPresent();
    }

    private Object sellAndReturn(OrderId id) {
        try {
            warehouse.end.commit(id);
            return warehouse.end.returnUnits(id);
        } catch (InventoryProblem e) {
            return warehouse.end.release(id, "order-rejected");
        }
    }

    /** The commands of an order. */
    enum Story {
        SOLD(reserve(), (w, id, x, y) -> w.end.commit(id)),
        PARKED(reserve(), tidy(), (w, id, x, y) -> w.end.commit(id), tidy(), (w, id, x, y) -> w.end.returnUnits(id)),
        PARKED_AND_REFUSED(reserve(), tidy(), (w, id, x, y) -> w.end.release(id, "order-rejected")),
        RETURNED(reserve(), (w, id, x, y) -> w.end.commit(id), (w, id, x, y) -> w.end.returnUnits(id)),
        REFUSED(reserve(), (w, id, x, y) -> w.end.release(id, "order-rejected")),
        SHORT((w, id, x, y) -> w.reserve.handle(id, List.of(new OrderLine(x, 1), new OrderLine(y, 1_001)))),
        NEVER_CAME((w, id, x, y) -> w.end.release(id, "order-cancelled"), reserve());

        interface Act {
            void on(Warehouse warehouse, OrderId orderId, Sku one, Sku other);
        }

        final List<Act> acts;

        Story(Act... acts) {
            this.acts = List.of(acts);
        }

        private static Act tidy() {
            return (w, id, x, y) -> w.tidy(x);
        }

        private static Act reserve() {
            return (w, id, x, y) -> w.reserve.handle(id, List.of(new OrderLine(x, 2)));
        }
    }
}
