package dev.parley.catalog.search.application;

import dev.parley.catalog.Sku;
import dev.parley.platform.problem.Problem;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/**
 * The index over products. It is kept over restarts together with how far the topics were consumed; an index that is
 * missing, of another schema or with a gap in its events is built from the database in the background, while the
 * process serves everything else.
 */
public interface SearchIndex {

    /** @throws Problem 503 with {@code Retry-After} until the index has been complete once */
    SearchHits search(ProductQuery query);

    /**
     * Waits until every change reported so far is searchable here, or half a minute; then it is searchable some moments
     * later.
     */
    void flush() throws InterruptedException;

    /** Looks at these SKUs again after a while: for effects that follow their event. */
    void recheck(Collection<Sku> skus, Duration after);

    /** The offset to resume from, by partition; empty when nothing was kept. */
    Map<Integer, Long> resumeFrom(String topic);

    /** Every record of the partition before this offset has been reported. */
    void consumed(String topic, int partition, long nextOffset);

    /**
     * Records of a topic were lost before they were consumed: rebuilds the index; until then searches see the old one.
     */
    void rebuild();
}
