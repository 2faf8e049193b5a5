package dev.parley.catalog.inventory.domain;

import static dev.parley.catalog.inventory.domain.ReservationStatus.COMMITTED;
import static dev.parley.catalog.inventory.domain.ReservationStatus.REJECTED;
import static dev.parley.catalog.inventory.domain.ReservationStatus.RELEASED;
import static dev.parley.catalog.inventory.domain.ReservationStatus.RESERVED;
import static dev.parley.catalog.inventory.domain.ReservationStatus.RESERVING;
import static dev.parley.catalog.inventory.domain.ReservationStatus.RETURNED;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one order has of the stock: all its lines or none. It records the decision; the holds lie in the stock of each
 * SKU and follow the decision ({@code Settle}), at once or, after a crash, later. Every step may be asked again and is
 * then no change.
 */
public final class Reservation {

    private final State state;
    private final List<InventoryEvent> events;

    /**
     * Everything that is kept.
     *
     * @param lines one per SKU, sorted by SKU: the order in which stock is taken
     * @param tokens by SKU, the holds that count: known once every line is held
     * @param unsettledSince since when the stock waits to follow the decision; null when it has, or when there is
     *     nothing to follow
     * @param followed whether the holds that count have ended in every stock; stays when sold units come back later
     * @param putBack SKUs whose sold units are back on hand
     */
    public record State(
            String orderId,
            ReservationStatus status,
            List<OrderLine> lines,
            Map<String, String> tokens,
            boolean pinned,
            @Nullable Instant expiresAt,
            String reason,
            @Nullable Instant unsettledSince,
            boolean followed,
            Set<String> putBack,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        public State {
            lines = List.copyOf(lines);
            tokens = Map.copyOf(tokens);
            putBack = Set.copyOf(putBack);
        }
    }

    private Reservation(State state, List<InventoryEvent> events) {
        this.state = state;
        this.events = List.copyOf(events);
    }

    /** As it was kept. */
    public static Reservation of(State state) {
        return new Reservation(state, List.of());
    }

    /** Opens a reservation; lines of one SKU are taken together. */
    public static Reservation open(String orderId, List<OrderLine> lines, Instant now) {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("an order has lines");
        }
        TreeMap<String, OrderLine> bySku = new TreeMap<>();
        for (OrderLine line : lines) {
            bySku.merge(line.sku(), line, (a, b) -> new OrderLine(a.sku(), Math.addExact(a.quantity(), b.quantity())));
        }
        return new Reservation(
                new State(
                        orderId,
                        RESERVING,
                        List.copyOf(bySku.values()),
                        Map.of(),
                        false,
                        null,
                        "",
                        now,
                        false,
                        Set.of(),
                        now,
                        now,
                        0),
                List.of());
    }

    /** The mark that an order ended before anything was reserved for it: whoever comes to reserve later is refused. */
    public static Reservation endedBeforehand(String orderId, String reason, Instant now) {
        return new Reservation(
                new State(
                        orderId, RELEASED, List.of(), Map.of(), false, null, reason, null, true, Set.of(), now, now, 0),
                List.of());
    }

    /** Every line is held, by these holds (token by SKU). */
    public Reservation reserved(Map<String, String> tokens, Duration keptFor, Instant now) {
        require(RESERVING, "reserved");
        if (!tokens.keySet().equals(lines().stream().map(OrderLine::sku).collect(Collectors.toSet()))) {
            throw new IllegalArgumentException("a reservation holds every line");
        }
        Instant expiresAt = now.plus(keptFor);
        State next = new State(
                orderId(),
                RESERVED,
                lines(),
                tokens,
                false,
                expiresAt,
                "",
                null,
                false,
                Set.of(),
                state.createdAt(),
                now,
                state.version());
        return new Reservation(next, List.of(new InventoryEvent.Reserved(orderId(), lines(), expiresAt)));
    }

    /** A line is short. */
    public Reservation rejected(List<Shortage> shortages, String reason, Instant now) {
        require(RESERVING, "rejected");
        return to(REJECTED, reason, now, new InventoryEvent.Rejected(orderId(), reason, shortages));
    }

    /**
     * Keeps it from running out: from now on only the order's end ends it.
     *
     * @throws InventoryProblem when it has ended, or when there is nothing reserved yet
     */
    public Reservation pin(Instant now) {
        return switch (state.status()) {
            case RESERVED -> state.pinned() ? this : withPin(now);
            case COMMITTED -> this;
            case RESERVING -> throw new InventoryProblem.NoReservation(orderId());
            case REJECTED, RELEASED, RETURNED -> throw new InventoryProblem.ReservationEnded(orderId(), state.status());
        };
    }

    /** The order is confirmed: its units are sold. */
    public Reservation commit(Instant now) {
        return switch (state.status()) {
            case RESERVED -> to(COMMITTED, "", now, new InventoryEvent.Committed(orderId(), lines()));
            case COMMITTED, RETURNED -> this;
            case RESERVING, REJECTED, RELEASED -> throw impossible("committed");
        };
    }

    /** The order was refused or cancelled before it was confirmed. */
    public Reservation release(String reason, Instant now) {
        return switch (state.status()) {
            // Nobody was told of holds still being taken, so nobody is told that they go.
            case RESERVING -> to(RELEASED, reason, now);
            case RESERVED -> to(RELEASED, reason, now, new InventoryEvent.Released(orderId(), reason, lines()));
            case REJECTED, RELEASED -> this;
            case COMMITTED, RETURNED -> throw impossible("released");
        };
    }

    /** The order was cancelled after it had been confirmed: its units come back. */
    public Reservation takeBack(Instant now) {
        return switch (state.status()) {
            case COMMITTED -> to(RETURNED, "order-cancelled", now);
            case RETURNED -> this;
            case RESERVING, RESERVED, REJECTED, RELEASED -> release("order-cancelled", now);
        };
    }

    /** Ends a reservation that nobody has pinned in its time; no change for any other. */
    public Reservation expire(Instant now) {
        boolean over = state.status() == RESERVED
                && !state.pinned()
                && !Objects.requireNonNull(state.expiresAt()).isAfter(now);
        return over ? release("expired", now) : this;
    }

    /** The stock has followed the decision. */
    public Reservation settled(Instant now) {
        return state.unsettledSince() == null ? this : with(state.putBack(), null, true, now);
    }

    /** The sold units of this SKU are back on hand. */
    public Reservation notePutBack(String sku, Instant now) {
        Set<String> done = new HashSet<>(state.putBack());
        return done.add(sku) ? with(done, state.unsettledSince(), state.followed(), now) : this;
    }

    /** What a hold in the stock of a SKU is to this reservation. */
    public Verdict verdict(String sku, Hold hold) {
        if (state.status() == RESERVING) {
            return Verdict.KEEP;
        }
        if (!hold.token().equals(state.tokens().get(sku))) {
            return Verdict.DROP;
        }
        return switch (state.status()) {
            case RESERVING, RESERVED -> Verdict.KEEP;
            case COMMITTED -> Verdict.COMMIT;
            case RETURNED -> Verdict.PUT_BACK;
            case REJECTED, RELEASED -> Verdict.RELEASE;
        };
    }

    /** The hold of a SKU that counts and of which no end is noted: it is in the stock, or parked. */
    public Optional<Hold> openHold(String sku) {
        String token = state.tokens().get(sku);
        return token == null || state.followed()
                ? Optional.empty()
                : lines().stream()
                        .filter(line -> line.sku().equals(sku))
                        .map(line -> new Hold(line.quantity(), token, state.createdAt()))
                        .findFirst();
    }

    /** What becomes of a hold. */
    public enum Verdict {
        KEEP,
        /** Its units are sold. */
        COMMIT,
        /** Its units are free again. */
        RELEASE,
        /** Its units were sold and came back before the stock had noticed. */
        PUT_BACK,
        /** It counts for nothing: a delayed repeat took it. */
        DROP
    }

    public State state() {
        return state;
    }

    public String orderId() {
        return state.orderId();
    }

    public ReservationStatus status() {
        return state.status();
    }

    public List<OrderLine> lines() {
        return state.lines();
    }

    /** What happened since it was read: goes out with the write that keeps this. */
    public List<InventoryEvent> events() {
        return events;
    }

    private Reservation to(ReservationStatus status, String reason, Instant now, InventoryEvent... happened) {
        State next = new State(
                orderId(),
                status,
                lines(),
                state.tokens(),
                state.pinned(),
                state.expiresAt(),
                reason,
                now,
                state.followed(),
                state.putBack(),
                state.createdAt(),
                now,
                state.version());
        return new Reservation(next, List.of(happened));
    }

    private Reservation withPin(Instant now) {
        State next = new State(
                orderId(),
                state.status(),
                lines(),
                state.tokens(),
                true,
                state.expiresAt(),
                state.reason(),
                state.unsettledSince(),
                state.followed(),
                state.putBack(),
                state.createdAt(),
                now,
                state.version());
        return new Reservation(next, List.of());
    }

    private Reservation with(Set<String> putBack, @Nullable Instant unsettledSince, boolean followed, Instant now) {
        State next = new State(
                orderId(),
                state.status(),
                lines(),
                state.tokens(),
                state.pinned(),
                state.expiresAt(),
                state.reason(),
                unsettledSince,
                followed,
                putBack,
                state.createdAt(),
                now,
                state.version());
        List<InventoryEvent> kept = new ArrayList<>(events);
        return new Reservation(next, kept);
    }

    private void require(ReservationStatus status, String step) {
        if (state.status() != status) {
            throw impossible(step);
        }
    }

    private InventoryProblem impossible(String step) {
        return new InventoryProblem.ImpossibleStep(orderId(), state.status(), step);
    }
}
