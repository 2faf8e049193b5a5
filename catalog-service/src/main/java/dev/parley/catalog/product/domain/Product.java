package dev.parley.catalog.product.domain;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import dev.parley.catalog.Slugs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** A product with its variants. Its events carry its whole public state, because their topic is compacted. */
public final class Product {

    /** How long a deleted product is kept. */
    public static final Duration PURGED_AFTER = Duration.ofDays(30);

    private final ProductId id;
    private final String marketplace;
    private final String externalId;
    private final Instant createdAt;
    private final List<ProductEvent> events = new ArrayList<>();
    private String slug;
    private List<String> oldSlugs;
    private String name;
    private String description;
    private String brand;
    private String category;
    private String externalUrl;
    private List<String> images;
    private List<Specification> specifications;
    private List<Variant> variants;
    private List<Variant> arriving;
    private ProductStatus status;
    private Presentation presentation;
    private @Nullable Rating rating;
    private @Nullable Instant scrapedAt;
    private @Nullable Instant deletedAt;
    private Instant updatedAt;
    private long version;

    /**
     * The stored state.
     *
     * @param oldSlugs slugs that it had before, which redirect to it; newest first
     * @param arriving variants that other products have to release before this one can have them
     * @param scrapedAt when its source was read last, if it says so
     * @param deletedAt when it was deleted, if so: it is archived, and purged later
     */
    public record State(
            ProductId id,
            String marketplace,
            String externalId,
            String name,
            String slug,
            List<String> oldSlugs,
            String description,
            String brand,
            String category,
            ProductStatus status,
            String externalUrl,
            List<String> images,
            List<Specification> specifications,
            List<Variant> variants,
            List<Variant> arriving,
            Presentation presentation,
            @Nullable Rating rating,
            @Nullable Instant scrapedAt,
            @Nullable Instant deletedAt,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        public State {
            oldSlugs = List.copyOf(oldSlugs);
            images = List.copyOf(images);
            specifications = List.copyOf(specifications);
            variants = List.copyOf(variants);
            arriving = List.copyOf(arriving);
        }

        private State with(List<Variant> otherVariants, @Nullable Instant otherScrapedAt) {
            return new State(
                    id,
                    marketplace,
                    externalId,
                    name,
                    slug,
                    oldSlugs,
                    description,
                    brand,
                    category,
                    status,
                    externalUrl,
                    images,
                    specifications,
                    otherVariants,
                    arriving,
                    presentation,
                    rating,
                    otherScrapedAt,
                    deletedAt,
                    createdAt,
                    updatedAt,
                    version);
        }
    }

    private Product(ProductId id, ProductFacts facts, String slug, Instant now) {
        this.id = id;
        this.marketplace = facts.marketplace();
        this.externalId = facts.externalId();
        this.slug = slug;
        this.oldSlugs = List.of();
        this.presentation = Presentation.NONE;
        this.createdAt = now;
        this.status = ProductStatus.DRAFT;
        this.name = facts.name();
        this.description = facts.description();
        this.brand = facts.brand();
        this.category = facts.category();
        this.externalUrl = facts.externalUrl();
        this.images = facts.images();
        this.specifications = facts.specifications();
        this.variants = List.of();
        this.arriving = List.of();
        this.updatedAt = now;
    }

    private Product(State state) {
        this.id = state.id();
        this.marketplace = state.marketplace();
        this.externalId = state.externalId();
        this.slug = state.slug();
        this.oldSlugs = state.oldSlugs();
        this.presentation = state.presentation();
        this.rating = state.rating();
        this.scrapedAt = state.scrapedAt();
        this.deletedAt = state.deletedAt();
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
        this.arriving = state.arriving();
        this.updatedAt = state.updatedAt();
        this.version = state.version();
    }

    /**
     * A new product from a source, active at once: products in feeds are for sale. It is a draft as long as all of its
     * variants are still to be released by other products.
     *
     * @param elsewhere see {@link #update}
     * @param variantIds creates the id of each variant
     * @throws ProductProblem.TooLarge beyond {@link ProductLimits}
     */
    public static Product create(
            ProductId id,
            ProductFacts facts,
            String slug,
            List<Variant> elsewhere,
            Supplier<String> variantIds,
            Instant now) {
        Product product = new Product(id, facts, slug, now);
        product.assign(facts, elsewhere, variantIds, now);
        if (!product.variants.isEmpty()) {
            product.status = ProductStatus.ACTIVE;
        }
        product.record(new ProductEvent.Created(now));
        return product;
    }

    /**
     * A new product made by hand: a draft until it is activated.
     *
     * @throws ProductProblem.TooLarge beyond {@link ProductLimits}
     */
    public static Product draft(
            ProductId id, ProductFacts facts, String slug, Supplier<String> variantIds, Instant now) {
        Product product = new Product(id, facts, slug, now);
        product.assign(facts, List.of(), variantIds, now);
        product.record(new ProductEvent.Created(now));
        return product;
    }

    /** The candidate slugs, in order; the last one is unique. */
    public static List<String> slugCandidates(ProductFacts facts, ProductId id) {
        String plain = Slugs.of(facts.name());
        return List.of(plain, plain + "-" + Slugs.of(facts.externalId()), plain + "-" + id);
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
                oldSlugs,
                description,
                brand,
                category,
                status,
                externalUrl,
                images,
                specifications,
                variants,
                arriving,
                presentation,
                rating,
                scrapedAt,
                deletedAt,
                createdAt,
                updatedAt,
                version);
    }

    /**
     * Applies the current facts of a source; no event without a difference. Variants that are not in the facts stay,
     * because a feed may be partial. The slug stays too, because of existing links. An archived product that its source
     * lists is for sale again.
     *
     * @param elsewhere the variants of these facts that other products have: they keep their ids, and are expected here
     *     until {@link #takeArrivals}
     * @param variantIds creates the id of each new variant
     * @throws ProductProblem when its variants would mix currencies or exceed {@link ProductLimits}
     */
    public void update(ProductFacts facts, List<Variant> elsewhere, Supplier<String> variantIds, Instant now) {
        State before = state();
        List<ProductEvent.PriceChanged.Change> prices = assign(facts, elsewhere, variantIds, now);
        if (status == ProductStatus.ARCHIVED && !variants.isEmpty()) {
            list();
        }
        recordChanges(before, prices, now);
    }

    /**
     * Applies what a manager has edited. The status stays; variants that are not in the facts are removed.
     *
     * @param newSlug another slug than the present one redirects to it
     * @throws ProductProblem when it is active and would lack a variant, and as {@link #update}
     */
    public void edit(ProductFacts facts, String newSlug, Supplier<String> variantIds, Instant now) {
        State before = state();
        List<Variant> expected = arriving;
        List<ProductEvent.PriceChanged.Change> prices = assign(facts.replacing(skus()), List.of(), variantIds, now);
        arriving = expected;
        if (status == ProductStatus.ACTIVE && variants.isEmpty()) {
            throw new ProductProblem.Incomplete(id);
        }
        if (!newSlug.equals(slug)) {
            oldSlugs = Stream.concat(Stream.of(slug), oldSlugs.stream().filter(old -> !old.equals(newSlug)))
                    .limit(ProductLimits.OLD_SLUGS)
                    .toList();
            slug = newSlug;
        }
        recordChanges(before, prices, now);
    }

    private void recordChanges(State before, List<ProductEvent.PriceChanged.Change> prices, Instant now) {
        State after = state();
        if (before.with(before.variants(), scrapedAt).equals(after)) {
            return;
        }
        if (!repriced(before, prices, now).equals(after)) {
            record(new ProductEvent.Updated(now));
        }
        if (!prices.isEmpty()) {
            record(new ProductEvent.PriceChanged(prices, now));
        }
        updatedAt = now;
    }

    private List<ProductEvent.PriceChanged.Change> assign(
            ProductFacts facts, List<Variant> elsewhere, Supplier<String> variantIds, Instant now) {
        Map<Sku, Variant> moving = bySku(elsewhere);
        List<Variant> expected = new ArrayList<>();
        Map<Sku, Variant> merged = bySku(variants);
        facts.noVariants().forEach(merged::remove);
        for (VariantFacts fact : facts.variants()) {
            Variant coming = moving.get(fact.sku());
            Variant known = merged.get(fact.sku());
            if (coming != null) {
                expected.add(coming.movedWith(fact, now));
            } else {
                merged.put(
                        fact.sku(),
                        known == null ? Variant.create(variantIds.get(), fact, now) : known.with(fact, now));
            }
        }
        requireValid(
                externalId,
                Stream.concat(merged.values().stream(), expected.stream()).toList());
        List<ProductEvent.PriceChanged.Change> prices = priceChanges(merged);
        name = facts.name();
        description = facts.description();
        brand = facts.brand();
        category = facts.category();
        externalUrl = facts.externalUrl();
        images = facts.images();
        specifications = facts.specifications();
        variants = List.copyOf(merged.values());
        arriving = List.copyOf(expected);
        presentation = facts.presentation().orElse(presentation);
        rating = facts.rating().orElse(rating);
        scrapedAt = facts.scrapedAt().orElse(scrapedAt);
        return prices;
    }

    private void list() {
        status = ProductStatus.ACTIVE;
        deletedAt = null;
    }

    /**
     * Continues the order of the states that are published of an expected variant, when another product has got the
     * variant since.
     *
     * @param held the variants of that product
     */
    public void expect(Collection<Variant> held, Instant now) {
        Map<Sku, Variant> newer = new LinkedHashMap<>();
        held.forEach(v -> newer.put(v.sku(), v));
        List<Variant> expected = arriving.stream()
                .map(v -> newer.containsKey(v.sku()) && newer.get(v.sku()).isNotBefore(v)
                        ? newer.get(v.sku()).movedWith(v.facts(), now)
                        : v)
                .toList();
        if (!expected.equals(arriving)) {
            arriving = expected;
            updatedAt = now;
            record(new ProductEvent.Updated(now));
        }
    }

    /**
     * Takes the expected variants, which no other product has any more. A product without variants so far is for sale
     * with them.
     */
    public void takeArrivals(Instant now) {
        if (arriving.isEmpty()) {
            return;
        }
        if (variants.isEmpty() || status == ProductStatus.ARCHIVED) {
            list();
        }
        Map<Sku, Variant> all = bySku(variants);
        all.putAll(bySku(arriving));
        variants = List.copyOf(all.values());
        arriving = List.of();
        updatedAt = now;
        record(new ProductEvent.Updated(now));
    }

    /** Releases the variants that another product expects; without any left, it is archived. */
    public void release(Collection<Sku> skus, Instant now) {
        List<Variant> kept =
                variants.stream().filter(v -> !skus.contains(v.sku())).toList();
        if (kept.equals(variants)) {
            return;
        }
        variants = kept;
        updatedAt = now;
        if (!kept.isEmpty() || status == ProductStatus.ARCHIVED) {
            record(new ProductEvent.Updated(now));
        } else if (arriving.isEmpty()) {
            archive(now);
        } else {
            status = ProductStatus.DRAFT;
            record(new ProductEvent.Updated(now));
        }
    }

    /** Gives it another category in place of this one, which was deleted. */
    public void recategorize(String from, String to, Instant now) {
        if (category.equals(from)) {
            category = to;
            updatedAt = now;
            record(new ProductEvent.Updated(now));
        }
    }

    /**
     * Puts it up for sale; idempotent.
     *
     * @throws ProductProblem.Incomplete without a variant, and so without a price
     */
    public void activate(Instant now) {
        if (variants.isEmpty()) {
            throw new ProductProblem.Incomplete(id);
        }
        if (status != ProductStatus.ACTIVE) {
            list();
            updatedAt = now;
            record(new ProductEvent.Updated(now));
        }
    }

    /** Archives it, to be purged after {@link #PURGED_AFTER} unless it is for sale again; idempotent. */
    public void delete(Instant now) {
        if (deletedAt != null) {
            return;
        }
        deletedAt = now;
        if (status == ProductStatus.ARCHIVED) {
            updatedAt = now;
            record(new ProductEvent.Updated(now));
        } else {
            archive(now);
        }
    }

    /** Archives it; idempotent. */
    public void archive(Instant now) {
        if (status != ProductStatus.ARCHIVED) {
            status = ProductStatus.ARCHIVED;
            updatedAt = now;
            record(new ProductEvent.Archived(now));
        }
    }

    /** The lowest price of its variants; a product without variants has none. */
    public Optional<Money> lowestPrice() {
        return variants.stream().map(Variant::price).min(Money::compareTo);
    }

    /** The lowest price of a product with variants, as every active one. */
    public Money price() {
        return lowestPrice().orElseThrow();
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

    public List<Variant> variants() {
        return variants;
    }

    /** The variants that it expects from other products. */
    public List<Variant> arriving() {
        return arriving;
    }

    public ProductId id() {
        return id;
    }

    public String marketplace() {
        return marketplace;
    }

    /** See {@link ProductFacts#key()}. */
    public String key() {
        return ProductFacts.key(marketplace, externalId);
    }

    public String slug() {
        return slug;
    }

    /** What is known of it, as a source would tell it. */
    public ProductFacts facts() {
        return new ProductFacts(
                marketplace,
                externalId,
                name,
                description,
                brand,
                category,
                externalUrl,
                images,
                specifications,
                variants.stream().map(Variant::facts).toList(),
                Set.of(),
                Optional.of(presentation),
                Optional.ofNullable(rating),
                Optional.empty());
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

    private static Map<Sku, Variant> bySku(List<Variant> variants) {
        Map<Sku, Variant> bySku = new LinkedHashMap<>();
        variants.forEach(v -> bySku.put(v.sku(), v));
        return bySku;
    }

    private static void requireValid(String externalId, List<Variant> variants) {
        if (variants.stream().map(v -> v.price().getCurrencyUnit()).distinct().count() > 1) {
            throw new ProductProblem.MixedCurrencies(externalId);
        }
        if (variants.size() > ProductLimits.VARIANTS) {
            throw new ProductProblem.TooLarge(externalId, ProductLimits.VARIANTS + " variants");
        }
        if (variants.stream().mapToLong(v -> v.facts().textLength()).sum() > ProductLimits.VARIANT_TEXT) {
            throw new ProductProblem.TooLarge(
                    externalId, ProductLimits.VARIANT_TEXT + " characters in the texts of its variants");
        }
    }

    /** The state with only these prices changed. */
    private State repriced(State state, List<ProductEvent.PriceChanged.Change> prices, Instant now) {
        Map<Sku, Money> changed = new LinkedHashMap<>();
        prices.forEach(change -> changed.put(change.sku(), change.to()));
        return state.with(
                state.variants().stream()
                        .map(v -> v.with(v.facts().at(changed.getOrDefault(v.sku(), v.price())), now))
                        .toList(),
                scrapedAt);
    }

    private List<ProductEvent.PriceChanged.Change> priceChanges(Map<Sku, Variant> now) {
        List<ProductEvent.PriceChanged.Change> changes = new ArrayList<>();
        for (Variant before : variants) {
            Variant after = now.get(before.sku());
            if (after != null && !after.price().equals(before.price())) {
                changes.add(new ProductEvent.PriceChanged.Change(before.sku(), before.price(), after.price()));
            }
        }
        return List.copyOf(changes);
    }
}
