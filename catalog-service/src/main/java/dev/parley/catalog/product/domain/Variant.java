package dev.parley.catalog.product.domain;

import dev.parley.catalog.Sku;
import java.time.Instant;
import java.util.Map;
import org.joda.money.Money;

/**
 * One sellable form of a product.
 *
 * @param prices its earlier prices
 * @param moves how often it was moved to another product; orders the states that two products publish of it
 */
public record Variant(String variantId, int moves, VariantFacts facts, PriceTrack prices) {

    public Sku sku() {
        return facts.sku();
    }

    public Map<String, String> attributes() {
        return facts.attributes();
    }

    public Money price() {
        return facts.price();
    }

    /** Whether its state is published after that of the other variant with its SKU, or beside it. */
    boolean isNotBefore(Variant other) {
        int order = variantId.compareTo(other.variantId);
        return order > 0 || (order == 0 && moves >= other.moves);
    }

    static Variant create(String variantId, VariantFacts facts, Instant now) {
        return new Variant(variantId, 0, facts, PriceTrack.began(now));
    }

    /** This variant with other facts. */
    Variant with(VariantFacts newFacts, Instant now) {
        PriceTrack track = newFacts.price().equals(price()) ? prices : prices.changed(price(), newFacts.price(), now);
        return new Variant(variantId, moves, newFacts, track);
    }

    /** This variant in another product, which has other facts of it. */
    Variant movedWith(VariantFacts newFacts, Instant now) {
        Variant here = with(newFacts, now);
        return new Variant(variantId, moves + 1, newFacts, here.prices());
    }
}
