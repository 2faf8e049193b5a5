package dev.parley.catalog.product.domain;

import dev.parley.platform.events.NewEvent;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The products. Reads see all of them, whatever their status. */
public interface Products {

    Optional<Product> find(String id);

    Optional<Product> findBySlug(String slug);

    /** By marketplace and what that calls it: {@link ProductFacts#key()}. */
    Optional<Product> findByKey(String key);

    Optional<Product> findBySku(String sku);

    List<Product> findAll(Collection<String> ids);

    /** A page in the order of ids: those after {@code afterId} (empty for the first). */
    List<Product> page(String afterId, int limit);

    /** Keeps a new one with its events; false when its id, key, slug or one of its SKUs is taken. */
    boolean insert(Product product);

    /** Keeps a changed one with its events, unless it was changed since it was read, or one of its SKUs is taken: then false, and nothing is kept. */
    default boolean save(Product product) {
        return save(product, List.of());
    }

    /** The same, with what else is to be told of the change. */
    boolean save(Product product, List<NewEvent> alongside);
}
