package dev.parley.catalog.search.application;

import dev.parley.platform.security.Caller;

/** Tells what people look for, above all in vain. */
public interface SearchTelemetry {

    /** Never fails and never waits. */
    void performed(ProductQuery query, long results, Caller caller, String source, long tookMillis);
}
