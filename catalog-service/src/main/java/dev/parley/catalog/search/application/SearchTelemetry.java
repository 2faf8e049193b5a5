package dev.parley.catalog.search.application;

import java.util.Optional;

/** Reports searches, in particular those without results. */
public interface SearchTelemetry {

    /** Never throws and never blocks. */
    void performed(Performed search);

    /**
     * A search that was answered.
     *
     * @param asker the searching caller, in the form of {@link dev.parley.platform.security.Caller#actor}
     * @param sessionId the client's session
     * @param source the origin of the search: {@code api} or {@code chat}
     */
    record Performed(
            String searchId,
            ProductQuery query,
            SearchHits hits,
            String asker,
            Optional<String> sessionId,
            String source,
            long tookMillis) {

        /**
         * How the results were found: {@code browse} without words, {@code exact} with all words, {@code corrected}
         * after a correction of typos, {@code relaxed} with some of the words.
         */
        public String type() {
            if (query.text().isBlank()) {
                return "browse";
            }
            return hits.relaxed() ? "relaxed" : hits.didYouMean().isPresent() ? "corrected" : "exact";
        }
    }
}
