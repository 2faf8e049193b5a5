package dev.parley.catalog.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.application.AdjustStock;
import dev.parley.catalog.inventory.application.ConfigureStock;
import dev.parley.catalog.inventory.application.EndReservation;
import dev.parley.catalog.inventory.application.ExpireReservations;
import dev.parley.catalog.inventory.application.PinReservation;
import dev.parley.catalog.inventory.application.ReleaseStrayHolds;
import dev.parley.catalog.inventory.application.ReserveStock;
import dev.parley.catalog.inventory.application.ResumeReservations;
import dev.parley.catalog.inventory.application.SettleReservation;
import dev.parley.catalog.inventory.application.StockListener;
import dev.parley.catalog.inventory.application.TidyStock;
import dev.parley.catalog.inventory.application.WatchLowStock;
import dev.parley.catalog.inventory.domain.OrderId;
import dev.parley.catalog.inventory.domain.OrderLine;
import dev.parley.catalog.inventory.domain.Reservation;
import dev.parley.catalog.inventory.domain.ReservationStatus;
import dev.parley.catalog.inventory.domain.Reservations;
import dev.parley.catalog.inventory.domain.Stock;
import dev.parley.catalog.inventory.domain.Stocks;
import dev.parley.platform.events.AdminActions;
import dev.parley.platform.events.JobRunner;
import dev.parley.platform.events.RecurringJob;
import dev.parley.platform.security.Caller;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * The use cases over a storage, with a settable clock and a process that can crash between any two storage operations.
 */
final class Warehouse {

    static final Duration KEPT_FOR = Duration.ofMinutes(15);
    static final int MAX_PER_ORDER = 1000;

    private final Stocks stocks;
    private final Reservations reservations;
    private final AtomicInteger stepsToLive = new AtomicInteger(Integer.MAX_VALUE);
    // starts now, because the service beside the test runs the recurring jobs
    private Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    final ReserveStock reserve;
    final EndReservation end;
    final PinReservation pin;
    private final List<RecurringJob<?>> jobs;
    final AdjustStock adjust;
    final ConfigureStock configure;
    final SettleReservation settle;
    private final TidyStock tidy;

    /** A simulated crash. */
    static final class Killed extends RuntimeException {
        private Killed() {
            super("killed", null, false, false);
        }
    }

    Warehouse(Stocks stored, Reservations kept) {
        stocks = stored;
        reservations = kept;
        Stocks mortal = mortal(Stocks.class, stored);
        Reservations mortalToo = mortal(Reservations.class, kept);
        StockListener nobody = skus -> {};
        Clock clock = new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        tidy = new TidyStock(mortal, mortalToo);
        WatchLowStock lowStock = new WatchLowStock(mortal, clock);
        settle = new SettleReservation(mortalToo, mortal, tidy, nobody, lowStock, clock);
        reserve = new ReserveStock(mortalToo, mortal, settle, tidy, nobody, clock, KEPT_FOR, MAX_PER_ORDER);
        end = new EndReservation(mortalToo, settle, clock);
        pin = new PinReservation(mortalToo, clock);
        Duration every = Duration.ofSeconds(15);
        jobs = List.of(
                new ExpireReservations(mortalToo, end, every),
                new ResumeReservations(mortalToo, reserve, settle, every),
                new ReleaseStrayHolds(mortal, mortalToo, settle, every));
        AdminActions actions = AdminActions.by(Caller.nobody("catalog-service"), clock);
        adjust = new AdjustStock(mortal, nobody, lowStock, actions, clock);
        configure = new ConfigureStock(mortal, lowStock, actions);
    }

    void stock(Sku sku, int units) {
        assertTrue(stocks.insert(Stock.fromFeed(sku, new ProductId("product-of-" + sku), units), "test", now));
    }

    Stock stock(Sku sku) {
        return stocks.find(sku).orElseThrow();
    }

    Reservation reservation(OrderId orderId) {
        return reservations.find(orderId).orElseThrow();
    }

    /** Parks what can be parked. */
    void tidy(Sku sku) {
        tidy.handle(stock(sku));
    }

    void later(Duration passed) {
        now = now.plus(passed);
    }

    Instant now() {
        return now;
    }

    /** Runs one turn of every recurring job. */
    void sweep() {
        jobs.forEach(job -> new JobRunner<>(job, new SimpleMeterRegistry()).turn(now));
    }

    /** Makes the process crash before its n-th next storage operation, reads included. */
    void dieAfter(int steps) {
        stepsToLive.set(steps);
    }

    void live() {
        stepsToLive.set(Integer.MAX_VALUE);
    }

    /**
     * The invariant once all orders are settled: nothing is held for ended orders, and the units on hand are the
     * initial ones less those sold and not returned.
     */
    void assertAddsUp(Map<Sku, Integer> start, Collection<OrderId> orderIds) {
        var ended = orderIds.stream()
                .map(reservations::find)
                .flatMap(java.util.Optional::stream)
                .toList();
        start.forEach((sku, units) -> {
            Stock stock = stock(sku);
            int sold = units(ended, sku, ReservationStatus.COMMITTED);
            int held = units(ended, sku, ReservationStatus.RESERVED);
            assertEquals(units - sold, stock.onHand(), () -> "on hand of " + sku + " in " + stock);
            assertEquals(held, stock.reserved(), () -> "reserved of " + sku + " in " + stock);
            Set<OrderId> reserved = ended.stream()
                    .filter(r -> r.status() == ReservationStatus.RESERVED)
                    .filter(r -> r.lines().stream().anyMatch(l -> l.sku().equals(sku)))
                    .map(Reservation::orderId)
                    .collect(Collectors.toSet());
            // Others of them may be parked.
            assertTrue(reserved.containsAll(stock.holds().keySet()), () -> "holds of " + sku + " in " + stock);
            assertTrue(stock.returned().isEmpty(), () -> "marks left on " + stock);
            tidy(sku);
            assertEquals(Set.of(), stock(sku).ended(), () -> "ends not noted of " + sku);
            assertEquals(Set.of(), stock(sku).holds().keySet(), () -> "holds not parked of " + sku);
        });
    }

    private static int units(Collection<Reservation> ended, Sku sku, ReservationStatus status) {
        return ended.stream()
                .filter(r -> r.status() == status)
                .flatMap(r -> r.lines().stream())
                .filter(line -> line.sku().equals(sku))
                .mapToInt(OrderLine::quantity)
                .sum();
    }

    @SuppressWarnings("unchecked")
    private <T> T mortal(Class<T> type, T storage) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (stepsToLive.getAndDecrement() <= 0) {
                throw new Killed();
            }
            try {
                return method.invoke(storage, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }
}
