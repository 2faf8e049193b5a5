package dev.parley.catalog.inventory.application;

import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.domain.Hold;
import dev.parley.catalog.inventory.domain.OrderId;
import dev.parley.catalog.inventory.domain.Reservation;
import dev.parley.catalog.inventory.domain.Reservations;
import dev.parley.catalog.inventory.domain.Stock;
import dev.parley.catalog.inventory.domain.Stocks;
import dev.parley.platform.events.RecurringJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Recurring job: releases stray holds, which a delayed retry took after their reservation had ended and settled. They
 * are not marked, so every hold older than half a minute is checked. Items are SKUs; each page continues after the
 * previous one and wraps around.
 */
@ApplicationScoped
public class ReleaseStrayHolds implements RecurringJob<Sku> {

    private final Stocks stocks;
    private final Reservations reservations;
    private final SettleReservation settle;
    private final Duration every;
    private volatile Optional<Sku> after = Optional.empty();

    public ReleaseStrayHolds(
            Stocks stocks,
            Reservations reservations,
            SettleReservation settle,
            @ConfigProperty(name = "parley.inventory.sweep-every", defaultValue = "15s") Duration every) {
        this.stocks = stocks;
        this.reservations = reservations;
        this.settle = settle;
        this.every = every;
    }

    @Override
    public String name() {
        return "stray-holds";
    }

    @Override
    public Duration every() {
        return every;
    }

    @Override
    public List<Sku> due(Instant now, int most) {
        List<Sku> page = stocks.held(after, most);
        after = page.size() < most ? Optional.empty() : Optional.of(page.getLast());
        return page;
    }

    @Override
    public void handle(Sku sku, Instant now) {
        stocks.find(sku).ifPresent(stock -> endStrays(stock, now.minus(ResumeReservations.PATIENCE)));
    }

    /** A hold that cannot be ended does not affect the others of its SKU. */
    private void endStrays(Stock stock, Instant before) {
        @Nullable RuntimeException failure = null;
        for (var held : stock.holds().entrySet()) {
            if (held.getValue().since().isBefore(before)) {
                try {
                    endIfStray(stock.sku(), held.getKey(), held.getValue());
                } catch (RuntimeException e) {
                    failure = e;
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void endIfStray(Sku sku, OrderId orderId, Hold hold) {
        reservations
                .find(orderId)
                .filter(reservation -> reservation.verdict(sku, hold) != Reservation.Verdict.KEEP)
                .ifPresent(settle::handle);
    }
}
