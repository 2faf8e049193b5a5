package dev.parley.catalog.product.domain;

import dev.parley.platform.events.PendingEvent;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The products. Reads see all of them, whatever their status. */
public interface Products {

    Optional<Product> find(String id);

    Optional<Product> findBySlug(String slug);

    /** By marketplace and what that calls it: {@link ProductFacts#key()}. */
    Optional<Product> findByKey(String key);

    Optional<Product> findBySku(String sku);

    /** Those there are of these. */
    Found findAll(Collection<String> ids);

    /**
     * Every product with an id after {@code afterId} (empty for all), in the order of ids, about {@code pageSize} at a
     * time; a page may be empty. After a failure the next call repeats the page.
     */
    Iterator<Found> pages(String afterId, int pageSize);

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
    record Found(List<Product> products, Set<String> unreadable) {
        public Found {
            products = List.copyOf(products);
            unreadable = Set.copyOf(unreadable);
        }
    }

    /** Keeps a new one with its events; false when its id, key, slug or one of its SKUs is taken. */
    boolean insert(Product product);

    /**
     * Keeps a changed one with its events, unless it was changed since it was read, or one of its SKUs is taken: then
     * false, and nothing is kept.
     */
    default boolean save(Product product) {
        return save(product, List.of());
    }

    /** The same, with what else is to be told of the change. */
    boolean save(Product product, List<PendingEvent> alongside);
}
