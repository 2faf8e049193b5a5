package dev.parley.catalog.product.domain;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import dev.parley.platform.events.PendingEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The repository of products. Reads include products of any status. */
public interface Products {

    Optional<Product> find(ProductId id);

    /** The product with this slug, else the one that had it before. */
    Optional<Product> findBySlug(String slug);

    /** The product with this {@link ProductFacts#key()}: marketplace and external id. */
    Optional<Product> findByKey(String key);

    /** The product that has a variant with this SKU. */
    default Optional<Product> findBySku(Sku sku) {
        return holding(List.of(sku)).stream().findFirst();
    }

    /** The products that have a variant with one of these SKUs. */
    List<Product> holding(Collection<Sku> skus);

    /** Products that have been expecting variants of other products since {@code before}, oldest first. */
    List<ProductId> expectingSince(Instant before, int most);

    /** Products that were deleted before this time, oldest first. */
    List<ProductId> deletedBefore(Instant before, int most);

    /** Removes a product for good, if it was deleted before this time and all of its events have been sent. */
    void purge(ProductId id, Instant deletedBefore);

    /** The number of active products in each category, by its slug. */
    Map<String, Integer> activeByCategory();

    /** Products of any status in a category. */
    List<ProductId> inCategory(String slug, int most);

    /** Stores a later time at which the source of a product was read; no change of the product. */
    void scraped(ProductId id, Instant at);

    /** The products with these ids, as far as they exist. */
    Found findAll(Collection<ProductId> ids);

    /**
     * All products with an id after {@code after} (empty for all), in the order of ids, in pages of about
     * {@code pageSize}; a page may be empty. After a failure, the next call retries the page.
     */
    Iterator<Found> pages(Optional<ProductId> after, int pageSize);

    /** The unique id of this database, different after a replacement: an index built from it is valid for it alone. */
    String storeId();

    /**
     * Products of one read.
     *
     * @param unreadable ids of documents that are no valid product: they do not fail the read
     */
    record Found(List<Product> products, Set<ProductId> unreadable) {
        public Found {
            products = List.copyOf(products);
            unreadable = Set.copyOf(unreadable);
        }
    }

    /** Stores a new product with its events. See {@link #insert(Product, List)}. */
    default void insert(Product product) {
        insert(product, List.of());
    }

    /**
     * Stores a new product with its events and an audit record.
     *
     * @throws ProductProblem.SkuTaken when one of its SKUs is a variant of another product
     * @throws dev.parley.platform.events.VersionClash when its key or slug is taken
     */
    void insert(Product product, List<PendingEvent> alongside);

    /**
     * Stores a changed product with its events; an unchanged one is not written.
     *
     * @throws ProductProblem.SkuTaken when one of its SKUs is a variant of another product
     * @throws dev.parley.platform.events.VersionClash when another writer changed it since it was loaded
     */
    default void save(Product product) {
        save(product, List.of());
    }

    /** The same, with an audit record, which is not written without a change either. */
    void save(Product product, List<PendingEvent> alongside);
}
