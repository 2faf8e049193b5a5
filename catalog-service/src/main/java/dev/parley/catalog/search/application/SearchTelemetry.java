package dev.parley.catalog.search.application;

/** Tells what people look for, above all in vain. */
public interface SearchTelemetry {

    /** Never fails and never waits. */
    void performed(ProductQuery query, long results, String asker, String source, long tookMillis);
}
