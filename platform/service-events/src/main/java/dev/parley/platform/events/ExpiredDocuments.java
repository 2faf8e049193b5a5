package dev.parley.platform.events;

import java.time.Instant;
import java.util.Map;
import org.bson.conversions.Bson;

/**
 * Documents that expire, as a CDI bean: the database's TTL index removes them where it has one, {@link RemoveExpired}
 * where it has none. Every read ignores expired documents, so the time of their removal does not matter.
 */
public interface ExpiredDocuments {

    /**
     * By collection, the filter for documents that are expired at {@code now}; it must exclude those with a non-empty
     * outbox.
     */
    Map<String, Bson> expiredAt(Instant now);
}
