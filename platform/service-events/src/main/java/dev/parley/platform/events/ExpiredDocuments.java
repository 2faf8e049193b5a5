package dev.parley.platform.events;

import java.time.Instant;
import java.util.Map;
import org.bson.conversions.Bson;

/**
 * Documents that expire, as a CDI bean: the database's TTL index removes them where it has one, {@link RemoveExpired}
 * where it has none. Every read ignores the expired, so it does not matter when they are removed.
 */
public interface ExpiredDocuments {

    /** By collection, the documents that are expired at {@code now}; none with an outbox that is not empty. */
    Map<String, Bson> expiredAt(Instant now);
}
