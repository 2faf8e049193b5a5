package dev.parley.catalog.inventory.domain;

import static dev.parley.catalog.inventory.domain.ReservationStatus.COMMITTED;
import static dev.parley.catalog.inventory.domain.ReservationStatus.REJECTED;
import static dev.parley.catalog.inventory.domain.ReservationStatus.RELEASED;
import static dev.parley.catalog.inventory.domain.ReservationStatus.RESERVED;
import static dev.parley.catalog.inventory.domain.ReservationStatus.RESERVING;
import static dev.parley.catalog.inventory.domain.ReservationStatus.RETURNED;

import dev.parley.catalog.Sku;
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
 * The reservation of stock for one order: all its lines or none. It records the decision; the holds are in the stock of
 * each SKU and are settled afterwards ({@code SettleReservation}), at once or, after a crash, later. Every step is
 * idempotent.
 */
public final class Reservation {

    private final OrderId orderId;
    private final List<OrderLine> lines;
    private final Instant createdAt;
    private final Set<Sku> putBack;
    private final List<ReservationEvent> events = new ArrayList<>();
    private ReservationStatus status;
    private Map<Sku, String> tokens;
    private boolean pinned;
    private @Nullable Instant expiresAt;
    private String reason;
    private @Nullable Instant unsettledSince;
    private boolean followed;
    private Instant updatedAt;
    private long version;
    private boolean changed;

    /**
     * The stored state.
     *
     * @param lines one per SKU, sorted by SKU: the order in which holds are taken
     * @param tokens the tokens of the reserved holds, by SKU: known once every line is held
     * @param unsettledSince since when the stock is unsettled; null when it is settled or there is nothing to settle
     * @param followed whether the reserved holds have ended in every stock; stays true when sold units are returned
     *     later
     * @param putBack SKUs whose sold units were returned to the stock
     */
    public record State(
            OrderId orderId,
            ReservationStatus status,
            List<OrderLine> lines,
            Map<Sku, String> tokens,
            boolean pinned,
            @Nullable Instant expiresAt,
            String reason,
            @Nullable Instant unsettledSince,
            boolean followed,
            Set<Sku> putBack,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        public State {
            lines = List.copyOf(lines);
            tokens = Map.copyOf(tokens);
            putBack = Set.copyOf(putBack);
        }
    }

    private Reservation(OrderId orderId, ReservationStatus status, List<OrderLine> lines, Instant now) {
        this.orderId = orderId;
        this.status = status;
        this.lines = lines;
        this.tokens = Map.of();
        this.reason = "";
        this.putBack = new HashSet<>();
        this.createdAt = now;
        this.updatedAt = now;
    }

    private Reservation(State state) {
        this.orderId = state.orderId();
        this.status = state.status();
        this.lines = state.lines();
        this.tokens = state.tokens();
        this.pinned = state.pinned();
        this.expiresAt = state.expiresAt();
        this.reason = state.reason();
        this.unsettledSince = state.unsettledSince();
        this.followed = state.followed();
        this.putBack = new HashSet<>(state.putBack());
        this.createdAt = state.createdAt();
        this.updatedAt = state.updatedAt();
        this.version = state.version();
    }

    /** Opens a reservation; lines of the same SKU are merged. */
    public static Reservation open(OrderId orderId, List<OrderLine> lines, Instant now) {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("an order has lines");
        }
        TreeMap<Sku, OrderLine> bySku = new TreeMap<>();
        for (OrderLine line : lines) {
            bySku.merge(line.sku(), line, (a, b) -> new OrderLine(a.sku(), Math.addExact(a.quantity(), b.quantity())));
        }
        Reservation opened = new Reservation(orderId, RESERVING, List.copyOf(bySku.values()), now);
        opened.unsettledSince = now;
        return opened;
    }

    /** A record that an order ended before stock was reserved for it: a late attempt to reserve is rejected. */
    public static Reservation endedBeforehand(OrderId orderId, String reason, Instant now) {
        Reservation ended = new Reservation(orderId, RELEASED, List.of(), now);
        ended.reason = reason;
        ended.followed = true;
        return ended;
    }

    /** The reservation with this stored state. */
    public static Reservation restore(State state) {
        return new Reservation(state);
    }

    public State state() {
        return new State(
                orderId,
                status,
                lines,
                tokens,
                pinned,
                expiresAt,
                reason,
                unsettledSince,
                followed,
                putBack,
                createdAt,
                updatedAt,
                version);
    }

    /** Records that every line is held, by these holds (token by SKU). */
    public void reserve(Map<Sku, String> holds, Duration keptFor, Instant now) {
        require(RESERVING, "reserved");
        if (!holds.keySet().equals(lines.stream().map(OrderLine::sku).collect(Collectors.toSet()))) {
            throw new IllegalArgumentException("a reservation holds every line");
        }
        Instant expires = now.plus(keptFor);
        status = RESERVED;
        tokens = Map.copyOf(holds);
        followed = false;
        expiresAt = expires;
        unsettledSince = null;
        changedAt(now);
        record(new ReservationEvent.Reserved(expires, now));
    }

    /** Rejects the order: at least one line is short. */
    public void reject(List<Shortage> shortages, String why, Instant now) {
        require(RESERVING, "rejected");
        end(REJECTED, why, now);
        record(new ReservationEvent.Rejected(why, shortages, now));
    }

    /**
     * Keeps it from expiring: from now on, only the end of the order ends it.
     *
     * @throws InventoryProblem when it has ended, or stock is not reserved yet
     */
    public void pin(Instant now) {
        switch (status) {
            case RESERVED -> {
                if (!pinned) {
                    pinned = true;
                    changedAt(now);
                }
            }
            case COMMITTED -> {}
            case RESERVING -> throw new InventoryProblem.NoReservation(orderId);
            case REJECTED, RELEASED, RETURNED -> throw new InventoryProblem.ReservationEnded(orderId, status);
        }
    }

    /** Commits it: the order is confirmed and its units are sold. */
    public void commit(Instant now) {
        switch (status) {
            case RESERVED -> {
                end(COMMITTED, "", now);
                record(new ReservationEvent.Committed(now));
            }
            case COMMITTED, RETURNED -> {}
            case RESERVING, REJECTED, RELEASED -> throw impossible("committed");
        }
    }

    /** Releases it: the order was rejected or cancelled before confirmation. */
    public void release(String why, Instant now) {
        switch (status) {
            // The holds of an undecided reservation were not published, so neither is their release.
            case RESERVING -> end(RELEASED, why, now);
            case RESERVED -> {
                end(RELEASED, why, now);
                record(new ReservationEvent.Released(why, now));
            }
            case REJECTED, RELEASED -> {}
            case COMMITTED, RETURNED -> throw impossible("released");
        }
    }

    /** Returns its units: the order was cancelled after confirmation. */
    public void returnUnits(Instant now) {
        switch (status) {
            case COMMITTED -> end(RETURNED, "order-cancelled", now);
            case RETURNED -> {}
            case RESERVING, RESERVED, REJECTED, RELEASED -> release("order-cancelled", now);
        }
    }

    /** Releases an expired, unpinned reservation; no effect on any other. */
    public void expire(Instant now) {
        if (status == RESERVED && !pinned && !Objects.requireNonNull(expiresAt).isAfter(now)) {
            release("expired", now);
        }
    }

    /** Records that the stock is settled. */
    public void settle(Instant now) {
        if (unsettledSince != null) {
            unsettledSince = null;
            followed = true;
            changedAt(now);
        }
    }

    /** Records that the sold units of this SKU were returned to the stock. */
    public void recordReturned(Sku sku, Instant now) {
        if (putBack.add(sku)) {
            changedAt(now);
        }
    }

    /** The outcome of a hold. */
    public enum Verdict {
        KEEP,
        /** Its units were sold. */
        COMMIT,
        /** Its units are available again. */
        RELEASE,
        /** Its units were sold and returned before the stock was settled. */
        PUT_BACK,
        /** It is stray: a delayed retry took it. */
        DROP
    }

    /** The outcome that this reservation decides for a hold in the stock of a SKU. */
    public Verdict verdict(Sku sku, Hold hold) {
        if (status == RESERVING) {
            return Verdict.KEEP;
        }
        if (!hold.token().equals(tokens.get(sku))) {
            return Verdict.DROP;
        }
        return switch (status) {
            case RESERVING, RESERVED -> Verdict.KEEP;
            case COMMITTED -> Verdict.COMMIT;
            case RETURNED -> Verdict.PUT_BACK;
            case REJECTED, RELEASED -> Verdict.RELEASE;
        };
    }

    /** The reserved hold of a SKU without a recorded end: it is in the stock or parked. */
    public Optional<Hold> openHold(Sku sku) {
        String token = tokens.get(sku);
        return token == null || followed
                ? Optional.empty()
                : lines.stream()
                        .filter(line -> line.sku().equals(sku))
                        .map(line -> new Hold(line.quantity(), token, createdAt))
                        .findFirst();
    }

    /** Whether the sold units of this SKU were returned to the stock. */
    public boolean hasReturned(Sku sku) {
        return putBack.contains(sku);
    }

    /** Whether the reserved holds have ended in every stock. */
    public boolean hasFollowed() {
        return followed;
    }

    /** Whether the stock is settled. */
    public boolean isSettled() {
        return unsettledSince == null;
    }

    public OrderId orderId() {
        return orderId;
    }

    public ReservationStatus status() {
        return status;
    }

    public List<OrderLine> lines() {
        return lines;
    }

    public long version() {
        return version;
    }

    /** Whether there are unsaved changes. */
    public boolean isChanged() {
        return changed;
    }

    /** The events since it was loaded or saved. */
    public List<ReservationEvent> events() {
        return List.copyOf(events);
    }

    /** Called by the repository after it has stored this state and these events. */
    public void saved() {
        version++;
        events.clear();
        changed = false;
    }

    private void end(ReservationStatus ended, String why, Instant now) {
        status = ended;
        reason = why;
        unsettledSince = now;
        changedAt(now);
    }

    private void changedAt(Instant now) {
        updatedAt = now;
        changed = true;
    }

    private void record(ReservationEvent event) {
        events.add(event);
    }

    private void require(ReservationStatus required, String step) {
        if (status != required) {
            throw impossible(step);
        }
    }

    private InventoryProblem impossible(String step) {
        return new InventoryProblem.ImpossibleStep(orderId, status, step);
    }
}
