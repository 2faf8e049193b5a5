package dev.parley.cart.cart.domain;

import dev.parley.platform.id.OneTimeKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The cart of a user or a guest. All lines are in the currency of the first one. {@link Carts#save} stores state and
 * events in one write.
 */
public final class Cart {

    /** The maximum quantity of one SKU. */
    public static final int MAX_QUANTITY = 999;
    /** The maximum number of lines. */
    public static final int MAX_LINES = 100;
    /**
     * The lease of a freeze; when it expires, order-service is asked about the order. Longer than the 30 s for which
     * the idempotency key of a crashed order request is locked, so that the buyer's retry under the same key still
     * finds the cart frozen for it.
     */
    public static final Duration LEASE = Duration.ofSeconds(90);
    /** An active cart without a change for this long is abandoned. */
    public static final Duration LIFE = Duration.ofDays(7);

    private static final int REMEMBERED_MERGES = 50;

    private final CartId id;
    private final Owner owner;
    private final Instant createdAt;
    private final Map<String, CartLine> lines = new LinkedHashMap<>();
    private final List<CartId> mergedFrom;
    private final List<CartEvent> events = new ArrayList<>();
    private CartStatus status;
    private List<String> recentKeys;
    private @Nullable OrderId order;
    private @Nullable Instant leaseUntil;
    private @Nullable Owner moveTo;
    private Instant changedAt;
    private long version;
    private boolean changed;

    /**
     * A cart as it is stored.
     *
     * @param recentKeys {@link OneTimeKeys} of additions, including those of carts merged into this one
     * @param mergedFrom the closed carts whose lines were merged into this one
     * @param order the order that it is frozen for or was converted by
     * @param leaseUntil when the lease of the freeze expires; only in checkout
     * @param moveTo the owner whose current cart the remaining lines of this closed cart have yet to be moved to
     * @param version 0 before it is first stored
     */
    public record State(
            CartId id,
            Owner owner,
            CartStatus status,
            List<CartLine> lines,
            List<String> recentKeys,
            List<CartId> mergedFrom,
            @Nullable OrderId order,
            @Nullable Instant leaseUntil,
            @Nullable Owner moveTo,
            Instant createdAt,
            Instant changedAt,
            long version) {

        public State {
            lines = List.copyOf(lines);
            recentKeys = List.copyOf(recentKeys);
            mergedFrom = List.copyOf(mergedFrom);
        }
    }

    private Cart(State state) {
        id = state.id();
        owner = state.owner();
        createdAt = state.createdAt();
        state.lines().forEach(line -> lines.put(line.sku(), line));
        recentKeys = state.recentKeys();
        mergedFrom = new ArrayList<>(state.mergedFrom());
        status = state.status();
        order = state.order();
        leaseUntil = state.leaseUntil();
        moveTo = state.moveTo();
        changedAt = state.changedAt();
        version = state.version();
    }

    /** A new, empty cart. */
    public static Cart open(CartId id, Owner owner, Instant now) {
        return new Cart(new State(
                id, owner, CartStatus.ACTIVE, List.of(), List.of(), List.of(), null, null, null, now, now, 0));
    }

    /** The cart with this stored state. */
    public static Cart restore(State state) {
        return new Cart(state);
    }

    public State state() {
        return new State(
                id,
                owner,
                status,
                lines(),
                recentKeys,
                mergedFrom,
                order,
                leaseUntil,
                moveTo,
                createdAt,
                changedAt,
                version);
    }

    /**
     * Adds units of a SKU; the whole line takes the current price.
     *
     * @param key idempotency key of the addition, if it has one ({@link OneTimeKeys}): a retry under the same key
     *     changes nothing
     * @throws dev.parley.platform.problem.Problem 429 when the cart holds 500 keys of the last 24 hours
     */
    public void add(ProductFact product, int quantity, Optional<String> key, Instant now) {
        if (knows(key)) {
            return;
        }
        requireActive();
        Money price =
                product.currentPrice().orElseThrow(() -> new CartProblem.ProductUnavailable(List.of(product.sku())));
        requireCurrency(price.getCurrencyUnit());
        CartLine before = lines.get(product.sku());
        int wanted = quantity + (before == null ? 0 : before.quantity());
        requireQuantity(product.sku(), wanted);
        if (before == null && lines.size() == MAX_LINES) {
            throw new CartProblem.CartFull();
        }
        CartLine line = CartLine.of(product, price, wanted, before == null ? now : before.addedAt());
        lines.put(line.sku(), line);
        key.ifPresent(k -> recentKeys = OneTimeKeys.with(recentKeys, k, now));
        changed(now);
        events.add(
                before == null
                        ? new CartEvent.ItemAdded(id, owner, line, now)
                        : new CartEvent.ItemChanged(id, owner, line, now));
    }

    /** Sets the quantity of a SKU; its price stays. */
    public void changeQuantity(String sku, int quantity, Instant now) {
        requireActive();
        CartLine before = line(sku);
        requireQuantity(sku, quantity);
        if (before.quantity() == quantity) {
            return;
        }
        CartLine line = before.withQuantity(quantity);
        lines.put(sku, line);
        changed(now);
        events.add(new CartEvent.ItemChanged(id, owner, line, now));
    }

    public void remove(String sku, Instant now) {
        requireActive();
        CartLine line = line(sku);
        lines.remove(sku);
        changed(now);
        events.add(new CartEvent.ItemRemoved(id, owner, line, now));
    }

    /** Removes all lines. */
    public void clear(Instant now) {
        requireActive();
        lines().forEach(line -> remove(line.sku(), now));
    }

    /**
     * Freezes the cart for an order at the current prices.
     *
     * @param expectedTotal the highest total that the buyer accepts, if given
     * @param facts the current facts of a SKU
     */
    public void freeze(
            OrderId forOrder,
            Optional<Money> expectedTotal,
            Function<String, Optional<ProductFact>> facts,
            Instant now) {
        requireActive();
        List<CartLine> own = ownLines();
        if (own.isEmpty()) {
            throw new CartProblem.CartEmpty();
        }
        Map<String, CartLine> repriced = new LinkedHashMap<>();
        List<String> gone = new ArrayList<>();
        for (CartLine line : own) {
            facts.apply(line.sku())
                    .flatMap(ProductFact::currentPrice)
                    .ifPresentOrElse(
                            price -> repriced.put(line.sku(), line.withPrice(price)), () -> gone.add(line.sku()));
        }
        if (!gone.isEmpty()) {
            throw new CartProblem.ProductUnavailable(gone);
        }
        CurrencyUnit currency = own.getFirst().unitPrice().getCurrencyUnit();
        for (CartLine line : repriced.values()) {
            requireSame(currency, line.unitPrice().getCurrencyUnit());
        }
        Money total = Pricing.of(repriced.values(), currency).total();
        expectedTotal.ifPresent(expected -> {
            requireSame(currency, expected.getCurrencyUnit());
            if (total.isGreaterThan(expected)) {
                throw new CartProblem.PriceChanged(expected, total);
            }
        });
        lines.putAll(repriced);
        status = CartStatus.CHECKOUT;
        order = forOrder;
        leaseUntil = now.plus(LEASE);
        changed(now);
    }

    /** Renews the lease of a freeze, because the order is still pending or its freeze is retried. */
    public void renewLease(OrderId ofOrder, Instant now) {
        if (isInCheckoutOf(ofOrder)) {
            leaseUntil = now.plus(LEASE);
            changed = true;
        }
    }

    /**
     * Makes the cart active again after its order was rejected or cancelled. No effect for an order that does not hold
     * it.
     */
    public void thaw(OrderId ofOrder, Instant now) {
        if (isInCheckoutOf(ofOrder)) {
            status = CartStatus.ACTIVE;
            order = null;
            leaseUntil = null;
            changed(now);
        }
    }

    /**
     * Closes the cart because its order is confirmed; lines of other marketplaces move to the owner's next cart.
     * Idempotent.
     *
     * @throws CartProblem.StepImpossible when the cart is not held by this order
     */
    public void convert(OrderId byOrder, Instant now) {
        if (status == CartStatus.CONVERTED && byOrder.equals(order)) {
            return;
        }
        if (!isInCheckoutOf(byOrder)) {
            throw new CartProblem.StepImpossible("converted by this order", status);
        }
        status = CartStatus.CONVERTED;
        leaseUntil = null;
        moveTo = linesToMove().isEmpty() ? null : owner;
        changed(now);
        events.add(new CartEvent.Converted(id, owner, byOrder, ownLines(), now));
    }

    /** Closes a guest's cart, because its lines move to the cart of the linked user. */
    public void closeForMerge(Owner.User user, Instant now) {
        requireActive();
        status = lines.isEmpty() ? CartStatus.MERGED : CartStatus.MERGING;
        moveTo = lines.isEmpty() ? null : user;
        changed(now);
    }

    /**
     * Merges the lines that a closed cart has to move; idempotent. Quantities are capped at the maximum; lines that do
     * not fit (currency mismatch, cart full) stay in the closed cart.
     */
    public void takeOver(Cart closed, Instant now) {
        if (mergedFrom.contains(closed.id)) {
            return;
        }
        requireActive();
        List<CartLine> taken = new ArrayList<>();
        for (CartLine line : closed.linesToMove()) {
            CartLine before = lines.get(line.sku());
            boolean fits = before != null || lines.size() < MAX_LINES;
            if (fits
                    && currency()
                            .orElse(line.unitPrice().getCurrencyUnit())
                            .equals(line.unitPrice().getCurrencyUnit())) {
                int sum = line.quantity() + (before == null ? 0 : before.quantity());
                lines.put(line.sku(), line.withQuantity(Math.min(MAX_QUANTITY, sum)));
                taken.add(line);
            }
        }
        recentKeys = OneTimeKeys.merged(recentKeys, closed.recentKeys, now);
        mergedFrom.add(closed.id);
        if (mergedFrom.size() > REMEMBERED_MERGES) {
            mergedFrom.removeFirst();
        }
        changed(now);
        events.add(new CartEvent.Merged(id, owner, closed.id, closed.owner, taken, now));
    }

    /** Records that the lines of this closed cart have been merged into their target. */
    public void linesMoved(Instant now) {
        if (moveTo != null) {
            moveTo = null;
            status = status == CartStatus.MERGING ? CartStatus.MERGED : status;
            changed(now);
        }
    }

    /** Closes an active cart that has expired; no effect on any other. */
    public void abandon(Instant now) {
        if (status == CartStatus.ACTIVE && !now.isBefore(expiresAt())) {
            Instant last = changedAt;
            status = CartStatus.ABANDONED;
            changed(now);
            events.add(new CartEvent.Abandoned(id, owner, lines(), last, now));
        }
    }

    public CartId id() {
        return id;
    }

    public Owner owner() {
        return owner;
    }

    public CartStatus status() {
        return status;
    }

    public Optional<OrderId> order() {
        return Optional.ofNullable(order);
    }

    /** In the order in which they were added. */
    public List<CartLine> lines() {
        return List.copyOf(lines.values());
    }

    public List<CartLine> ownLines() {
        return lines.values().stream().filter(CartLine::isOwn).toList();
    }

    /** The sum of all quantities. */
    public int itemCount() {
        return lines.values().stream().mapToInt(CartLine::quantity).sum();
    }

    /** The currency of the first line; empty without lines. */
    public Optional<CurrencyUnit> currency() {
        return lines.values().stream().findFirst().map(line -> line.unitPrice().getCurrencyUnit());
    }

    /** @param whenEmpty the currency of an empty cart's zero amounts */
    public Pricing pricing(CurrencyUnit whenEmpty) {
        return Pricing.of(lines.values(), currency().orElse(whenEmpty));
    }

    /** The owner to whose current cart the lines of this closed cart have yet to be moved. */
    public Optional<Owner> moveTo() {
        return Optional.ofNullable(moveTo);
    }

    public boolean isInCheckoutOf(OrderId some) {
        return status == CartStatus.CHECKOUT && some.equals(order);
    }

    public Instant changedAt() {
        return changedAt;
    }

    /** When it is abandoned, unless it is changed before then. */
    public Instant expiresAt() {
        return changedAt.plus(LIFE);
    }

    public long version() {
        return version;
    }

    /** Whether there are unsaved changes: a lease or a move is a change without an event. */
    public boolean isChanged() {
        return changed;
    }

    /** The events since it was loaded. */
    public List<CartEvent> events() {
        return List.copyOf(events);
    }

    /** Called by the repository after it has stored this state and these events. */
    public void saved() {
        version++;
        changed = false;
        events.clear();
    }

    private List<CartLine> linesToMove() {
        Predicate<CartLine> stays = status == CartStatus.CONVERTED ? CartLine::isOwn : line -> false;
        return lines.values().stream().filter(stays.negate()).toList();
    }

    private CartLine line(String sku) {
        return Optional.ofNullable(lines.get(sku)).orElseThrow(() -> new CartProblem.LineUnknown(sku));
    }

    private void changed(Instant now) {
        changed = true;
        changedAt = now;
    }

    private void requireActive() {
        if (status == CartStatus.CHECKOUT && order != null) {
            throw new CartProblem.InCheckout(order);
        }
        if (status != CartStatus.ACTIVE) {
            throw new CartProblem.StepImpossible("changed", status);
        }
    }

    private void requireCurrency(CurrencyUnit other) {
        currency().ifPresent(own -> requireSame(own, other));
    }

    private static void requireSame(CurrencyUnit own, CurrencyUnit other) {
        if (!own.equals(other)) {
            throw new CartProblem.CurrencyMismatch(own, other);
        }
    }

    private static void requireQuantity(String sku, int quantity) {
        if (quantity < 1 || quantity > MAX_QUANTITY) {
            throw new CartProblem.QuantityTooLarge(sku, quantity);
        }
    }

    /** Whether the addition with this idempotency key has been applied. */
    public boolean knows(Optional<String> key) {
        return key.filter(recentKeys::contains).isPresent();
    }
}
