package dev.parley.catalog.search.application;

import java.time.Instant;

/** The index over products, complete as of the start of this process and fed with what has changed since. */
public interface SearchIndex {

    SearchHits search(ProductQuery query);

    /** Waits until everything told so far is searchable here, or half a minute; then it is searchable some moments later. */
    void flush() throws InterruptedException;

    /** When the database was read as a whole: what had its effect before is in the index. */
    Instant builtAt();
}
