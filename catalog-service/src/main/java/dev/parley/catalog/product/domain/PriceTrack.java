package dev.parley.catalog.product.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The earlier prices of a variant, as far as a price reduction must be compared with them: the lowest price of the 30
 * days before it (Directive 98/6/EC, article 6a).
 *
 * @param since when the present price began; null for one from before prices were tracked
 * @param reducedFrom if the present price is a reduction, the lowest price of the 30 days before it
 * @param past earlier prices that may still be the lowest of some later 30 days: from lower to higher, and from older
 *     to newer
 */
public record PriceTrack(@Nullable Instant since, Optional<Money> reducedFrom, List<Past> past) {

    /** Before prices were tracked. */
    public static final PriceTrack UNKNOWN = new PriceTrack(null, Optional.empty(), List.of());

    private static final Duration COMPARED = Duration.ofDays(30);

    /** A price that was valid until this time. */
    public record Past(Money price, Instant until) {}

    public PriceTrack {
        past = List.copyOf(past);
    }

    /** The track of a first price. */
    public static PriceTrack began(Instant now) {
        return new PriceTrack(now, Optional.empty(), List.of());
    }

    /** The track after the price has changed. */
    PriceTrack changed(Money from, Money to, Instant now) {
        if (!from.getCurrencyUnit().equals(to.getCurrencyUnit())) {
            return began(now);
        }
        List<Past> kept = new ArrayList<>(past);
        kept.removeIf(p -> p.until().isBefore(now.minus(COMPARED)) || !p.price().isLessThan(from));
        kept.add(new Past(from, now));
        Optional<Money> lowest = Optional.of(kept.getFirst().price());
        return new PriceTrack(now, lowest.filter(price -> to.isLessThan(from)), kept);
    }
}
