package dev.parley.catalog.search.application;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import dev.parley.catalog.product.domain.Product;
import dev.parley.platform.problem.Problem;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The product index. It is persisted across restarts together with the consumed offsets; an index that is missing, has
 * another schema or a gap in its events is rebuilt from the database in the background, while the process serves all
 * other requests.
 */
public interface SearchIndex {

    /** @throws Problem 503 with {@code Retry-After} until the first build is complete */
    SearchHits search(ProductQuery query);

    /**
     * Completes a text that is being typed.
     *
     * @param size the most products, brands and categories each
     * @throws Problem 503 as {@link #search}
     */
    Suggestions suggest(String text, int size);

    /**
     * Products like the given one, best first.
     *
     * @throws Problem 503 as {@link #search}
     */
    List<ProductId> related(Product product, int size);

    /** Waits until every change reported so far is searchable on this instance, at most half a minute. */
    void flush() throws InterruptedException;

    /** Schedules a later update of these SKUs, for effects that follow their event. */
    void recheck(Collection<Sku> skus, Duration after);

    /** The offset to resume from, by partition; empty when none is stored. */
    Map<Integer, Long> resumeFrom(String topic);

    /** Records that all records of the partition before this offset have been reported. */
    void consumed(String topic, int partition, long nextOffset);

    /** Rebuilds the index after records of a topic expired unconsumed; until then, searches use the old one. */
    void rebuild();

    /** Looks for a requested rebuild soon. */
    void reindexRequested();
}
