package dev.parley.catalog.search.application;

/** Reports searches, in particular those without results. */
public interface SearchTelemetry {

    /** Never throws and never blocks. */
    void performed(ProductQuery query, long results, String asker, String source, long tookMillis);
}
