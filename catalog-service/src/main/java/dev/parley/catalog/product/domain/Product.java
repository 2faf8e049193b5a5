package dev.parley.catalog.product.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.joda.money.Money;

/** Something that is sold, with the variants it is sold in. Changes are told as events that carry the whole of it. */
public final class Product {

    private final State state;
    private final List<ProductEvent> events;

    /**
     * Everything that is kept. {@code version} is the version kept or, after a change, the one it will be kept under.
     */
    public record State(
            String id,
            String marketplace,
            String externalId,
            String name,
            String slug,
            String description,
            String brand,
            String category,
            ProductStatus status,
            String externalUrl,
            List<String> images,
            List<Specification> specifications,
            List<Variant> variants,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        public State {
            images = List.copyOf(images);
            specifications = List.copyOf(specifications);
            variants = List.copyOf(variants);
        }

        /** See {@link ProductFacts#key()}. */
        public String key() {
            return marketplace + ":" + externalId;
        }

        private State withStatus(ProductStatus status) {
            return new State(
                    id,
                    marketplace,
                    externalId,
                    name,
                    slug,
                    description,
                    brand,
                    category,
                    status,
                    externalUrl,
                    images,
                    specifications,
                    variants,
                    createdAt,
                    updatedAt,
                    version);
        }

        private State withVariants(List<Variant> variants) {
            return new State(
                    id,
                    marketplace,
                    externalId,
                    name,
                    slug,
                    description,
                    brand,
                    category,
                    status,
                    externalUrl,
                    images,
                    specifications,
                    variants,
                    createdAt,
                    updatedAt,
                    version);
        }

        private State changed(Instant now) {
            return new State(
                    id,
                    marketplace,
                    externalId,
                    name,
                    slug,
                    description,
                    brand,
                    category,
                    status,
                    externalUrl,
                    images,
                    specifications,
                    variants,
                    createdAt,
                    now,
                    version + 1);
        }
    }

    private Product(State state, List<ProductEvent> events) {
        this.state = state;
        this.events = events;
    }

    /** As it was kept. */
    public static Product of(State state) {
        return new Product(state, List.of());
    }

    /**
     * A new product, active at once: what a feed lists is for sale.
     *
     * @throws ProductProblem.TooLarge beyond {@link ProductLimits}
     */
    public static Product create(String id, ProductFacts facts, String slug, Supplier<String> ids, Instant now) {
        List<Variant> variants = facts.variants().stream()
                .map(v -> new Variant(ids.get(), v.sku(), v.attributes(), v.price()))
                .toList();
        requireFits(facts.externalId(), variants);
        State state = new State(
                id,
                facts.marketplace(),
                facts.externalId(),
                facts.name(),
                slug,
                facts.description(),
                facts.brand(),
                facts.category(),
                ProductStatus.ACTIVE,
                facts.externalUrl(),
                facts.images(),
                facts.specifications(),
                variants,
                now,
                now,
                1);
        Product created = new Product(state, List.of());
        return new Product(state, List.of(new ProductEvent.Created(created)));
    }

    /** Slugs to try for it, in order. */
    public static List<String> slugCandidates(ProductFacts facts, String id) {
        return Slugs.candidates(facts.name(), facts.externalId(), id);
    }

    /**
     * Takes in what a source says now. Variants it does not name stay: a feed may be a part. The slug stays too, for
     * others have linked to it. No difference, no change: returns this.
     *
     * @throws ProductProblem when its variants would have several currencies, or go beyond {@link ProductLimits}
     */
    public Product update(ProductFacts facts, Supplier<String> ids, Instant now) {
        List<Variant> variants = merged(facts.variants(), ids);
        State next = new State(
                state.id(),
                state.marketplace(),
                state.externalId(),
                facts.name(),
                state.slug(),
                facts.description(),
                facts.brand(),
                facts.category(),
                state.status(),
                facts.externalUrl(),
                facts.images(),
                facts.specifications(),
                variants,
                state.createdAt(),
                state.updatedAt(),
                state.version());
        if (next.equals(state)) {
            return this;
        }
        Product changed = new Product(next.changed(now), List.of());
        List<ProductEvent> happened = new ArrayList<>();
        List<ProductEvent.PriceChanged.Change> prices = priceChanges(next.variants());
        if (!state.withVariants(repriced(prices)).equals(next)) {
            happened.add(new ProductEvent.Updated(changed));
        }
        if (!prices.isEmpty()) {
            happened.add(new ProductEvent.PriceChanged(changed, prices));
        }
        return new Product(changed.state, List.copyOf(happened));
    }

    /** Takes it off sale; a repeat changes nothing. */
    public Product archive(Instant now) {
        if (state.status() == ProductStatus.ARCHIVED) {
            return this;
        }
        State next = state.withStatus(ProductStatus.ARCHIVED).changed(now);
        return new Product(next, List.of(new ProductEvent.Archived(of(next))));
    }

    /** The lowest price of a variant. */
    public Money price() {
        return state.variants().stream()
                .map(Variant::price)
                .min(Money::compareTo)
                .orElseThrow();
    }

    public Optional<String> image() {
        return state.images().stream().findFirst();
    }

    public boolean isVisible() {
        return state.status() == ProductStatus.ACTIVE;
    }

    public List<String> skus() {
        return state.variants().stream().map(Variant::sku).toList();
    }

    public State state() {
        return state;
    }

    public String id() {
        return state.id();
    }

    /** What happened since it was read: goes out with the write that keeps this. */
    public List<ProductEvent> events() {
        return events;
    }

    private List<Variant> merged(List<VariantFacts> facts, Supplier<String> ids) {
        Map<String, Variant> bySku = new LinkedHashMap<>();
        state.variants().forEach(v -> bySku.put(v.sku(), v));
        for (VariantFacts fact : facts) {
            bySku.compute(
                    fact.sku(),
                    (sku, known) -> new Variant(
                            known == null ? ids.get() : known.variantId(), sku, fact.attributes(), fact.price()));
        }
        List<Variant> variants = List.copyOf(bySku.values());
        if (variants.stream().map(v -> v.price().getCurrencyUnit()).distinct().count() > 1) {
            throw new ProductProblem.MixedCurrencies(state.externalId());
        }
        requireFits(state.externalId(), variants);
        return variants;
    }

    private static void requireFits(String externalId, List<Variant> variants) {
        if (variants.size() > ProductLimits.VARIANTS) {
            throw new ProductProblem.TooLarge(externalId, ProductLimits.VARIANTS + " variants");
        }
        long text = variants.stream()
                .flatMap(variant -> variant.attributes().entrySet().stream())
                .mapToLong(attribute ->
                        attribute.getKey().length() + attribute.getValue().length())
                .sum();
        if (text > ProductLimits.ATTRIBUTE_TEXT) {
            throw new ProductProblem.TooLarge(
                    externalId, ProductLimits.ATTRIBUTE_TEXT + " characters in the attributes of its variants");
        }
    }

    private List<Variant> repriced(List<ProductEvent.PriceChanged.Change> prices) {
        Map<String, Money> now = new LinkedHashMap<>();
        prices.forEach(change -> now.put(change.sku(), change.to()));
        return state.variants().stream()
                .map(v -> new Variant(v.variantId(), v.sku(), v.attributes(), now.getOrDefault(v.sku(), v.price())))
                .toList();
    }

    private List<ProductEvent.PriceChanged.Change> priceChanges(List<Variant> now) {
        List<ProductEvent.PriceChanged.Change> changes = new ArrayList<>();
        for (Variant before : state.variants()) {
            for (Variant after : now) {
                if (before.sku().equals(after.sku()) && !before.price().equals(after.price())) {
                    changes.add(new ProductEvent.PriceChanged.Change(after.sku(), before.price(), after.price()));
                }
            }
        }
        return List.copyOf(changes);
    }
}
