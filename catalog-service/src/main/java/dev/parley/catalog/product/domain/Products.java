package dev.parley.catalog.product.domain;

import dev.parley.catalog.ProductId;
import dev.parley.platform.events.PendingEvent;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The products. Reads see all of them, whatever their status. */
public interface Products {

    Optional<Product> find(ProductId id);

    Optional<Product> findBySlug(String slug);

    /** By marketplace and what that calls it: {@link ProductFacts#key()}. */
    Optional<Product> findByKey(String key);

    /** Those there are of these. */
    Found findAll(Collection<ProductId> ids);

    /**
     * Every product with an id after {@code after} (empty for all), in the order of ids, about {@code pageSize} at a
     * time; a page may be empty. After a failure the next call repeats the page.
     */
    Iterator<Found> pages(Optional<ProductId> after, int pageSize);

    /**
     * Tells this store from any other, also from one that took its place: what is built from its products belongs to it
     * alone.
     */
    String storeId();

    /**
     * Products that were read together.
     *
     * @param unreadable ids of documents that are no valid product: they never fail the others
     */
    record Found(List<Product> products, Set<ProductId> unreadable) {
        public Found {
            products = List.copyOf(products);
            unreadable = Set.copyOf(unreadable);
        }
    }

    /**
     * Stores a new one with its events.
     *
     * @throws ProductProblem.SkuTaken when one of its SKUs is a variant of another product
     * @throws dev.parley.platform.events.VersionClash when its key or slug is taken
     */
    void insert(Product product);

    /**
     * Stores a changed one with its events; without a change nothing is written.
     *
     * @throws ProductProblem.SkuTaken when one of its SKUs is a variant of another product
     * @throws dev.parley.platform.events.VersionClash when another writer changed it since it was loaded
     */
    default void save(Product product) {
        save(product, List.of());
    }

    /** The same, with the record of an administrative act, which is not written without a change either. */
    void save(Product product, List<PendingEvent> alongside);
}
