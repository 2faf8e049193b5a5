package dev.parley.catalog.product.domain;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.joda.money.Money;

/** A product with its variants. Its events carry its whole public state, because their topic is compacted. */
public final class Product {

    private final ProductId id;
    private final String marketplace;
    private final String externalId;
    private final String slug;
    private final Instant createdAt;
    private final List<ProductEvent> events = new ArrayList<>();
    private String name;
    private String description;
    private String brand;
    private String category;
    private String externalUrl;
    private List<String> images;
    private List<Specification> specifications;
    private List<Variant> variants;
    private ProductStatus status;
    private Instant updatedAt;
    private long version;

    /** The stored state. */
    public record State(
            ProductId id,
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
    }

    private Product(ProductId id, ProductFacts facts, String slug, List<Variant> variants, Instant now) {
        this.id = id;
        this.marketplace = facts.marketplace();
        this.externalId = facts.externalId();
        this.slug = slug;
        this.createdAt = now;
        this.status = ProductStatus.ACTIVE;
        this.name = facts.name();
        this.description = facts.description();
        this.brand = facts.brand();
        this.category = facts.category();
        this.externalUrl = facts.externalUrl();
        this.images = facts.images();
        this.specifications = facts.specifications();
        this.variants = variants;
        this.updatedAt = now;
    }

    private Product(State state) {
        this.id = state.id();
        this.marketplace = state.marketplace();
        this.externalId = state.externalId();
        this.slug = state.slug();
        this.createdAt = state.createdAt();
        this.status = state.status();
        this.name = state.name();
        this.description = state.description();
        this.brand = state.brand();
        this.category = state.category();
        this.externalUrl = state.externalUrl();
        this.images = state.images();
        this.specifications = state.specifications();
        this.variants = state.variants();
        this.updatedAt = state.updatedAt();
        this.version = state.version();
    }

    /**
     * A new product, active at once: products in feeds are for sale.
     *
     * @param variantIds creates the id of each variant
     * @throws ProductProblem.TooLarge beyond {@link ProductLimits}
     */
    public static Product create(
            ProductId id, ProductFacts facts, String slug, Supplier<String> variantIds, Instant now) {
        List<Variant> variants = facts.variants().stream()
                .map(v -> new Variant(variantIds.get(), v.sku(), v.attributes(), v.price()))
                .toList();
        requireFits(facts.externalId(), variants);
        Product product = new Product(id, facts, slug, variants, now);
        product.record(new ProductEvent.Created(now));
        return product;
    }

    /** The candidate slugs, in order. */
    public static List<String> slugCandidates(ProductFacts facts, ProductId id) {
        return Slugs.candidates(facts.name(), facts.externalId(), id.value());
    }

    /** The product with this stored state. */
    public static Product restore(State state) {
        return new Product(state);
    }

    public State state() {
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

    /**
     * Applies the current facts of a source; no event without a difference. Variants that are not in the facts stay,
     * because a feed may be partial. The slug stays too, because of existing links.
     *
     * @param variantIds creates the id of each new variant
     * @throws ProductProblem when its variants would mix currencies or exceed {@link ProductLimits}
     */
    public void update(ProductFacts facts, Supplier<String> variantIds, Instant now) {
        List<Variant> merged = merged(facts.variants(), variantIds);
        List<ProductEvent.PriceChanged.Change> prices = priceChanges(merged);
        if (isDescribedBy(facts) && variants.equals(merged)) {
            return;
        }
        if (!isDescribedBy(facts) || !repriced(prices).equals(merged)) {
            record(new ProductEvent.Updated(now));
        }
        if (!prices.isEmpty()) {
            record(new ProductEvent.PriceChanged(prices, now));
        }
        name = facts.name();
        description = facts.description();
        brand = facts.brand();
        category = facts.category();
        externalUrl = facts.externalUrl();
        images = facts.images();
        specifications = facts.specifications();
        variants = merged;
        updatedAt = now;
    }

    /** Archives it; idempotent. */
    public void archive(Instant now) {
        if (status != ProductStatus.ARCHIVED) {
            status = ProductStatus.ARCHIVED;
            updatedAt = now;
            record(new ProductEvent.Archived(now));
        }
    }

    /** The lowest price of its variants. */
    public Money price() {
        return variants.stream().map(Variant::price).min(Money::compareTo).orElseThrow();
    }

    public Optional<String> image() {
        return images.stream().findFirst();
    }

    public boolean isVisible() {
        return status == ProductStatus.ACTIVE;
    }

    public List<Sku> skus() {
        return variants.stream().map(Variant::sku).toList();
    }

    public ProductId id() {
        return id;
    }

    /** See {@link ProductFacts#key()}. */
    public String key() {
        return ProductFacts.key(marketplace, externalId);
    }

    public ProductStatus status() {
        return status;
    }

    public long version() {
        return version;
    }

    /** The events since it was loaded or saved; every change is an event. */
    public List<ProductEvent> events() {
        return List.copyOf(events);
    }

    /** Called by the repository after it has stored this state and these events. */
    public void saved() {
        version++;
        events.clear();
    }

    private void record(ProductEvent event) {
        events.add(event);
    }

    private boolean isDescribedBy(ProductFacts facts) {
        return name.equals(facts.name())
                && description.equals(facts.description())
                && brand.equals(facts.brand())
                && category.equals(facts.category())
                && externalUrl.equals(facts.externalUrl())
                && images.equals(facts.images())
                && specifications.equals(facts.specifications());
    }

    private List<Variant> merged(List<VariantFacts> facts, Supplier<String> ids) {
        Map<Sku, Variant> bySku = new LinkedHashMap<>();
        variants.forEach(v -> bySku.put(v.sku(), v));
        for (VariantFacts fact : facts) {
            bySku.compute(
                    fact.sku(),
                    (sku, known) -> new Variant(
                            known == null ? ids.get() : known.variantId(), sku, fact.attributes(), fact.price()));
        }
        List<Variant> merged = List.copyOf(bySku.values());
        if (merged.stream().map(v -> v.price().getCurrencyUnit()).distinct().count() > 1) {
            throw new ProductProblem.MixedCurrencies(externalId);
        }
        requireFits(externalId, merged);
        return merged;
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
        Map<Sku, Money> now = new LinkedHashMap<>();
        prices.forEach(change -> now.put(change.sku(), change.to()));
        return variants.stream()
                .map(v -> new Variant(v.variantId(), v.sku(), v.attributes(), now.getOrDefault(v.sku(), v.price())))
                .toList();
    }

    private List<ProductEvent.PriceChanged.Change> priceChanges(List<Variant> now) {
        List<ProductEvent.PriceChanged.Change> changes = new ArrayList<>();
        for (Variant before : variants) {
            for (Variant after : now) {
                if (before.sku().equals(after.sku()) && !before.price().equals(after.price())) {
                    changes.add(new ProductEvent.PriceChanged.Change(after.sku(), before.price(), after.price()));
                }
            }
        }
        return List.copyOf(changes);
    }
}
