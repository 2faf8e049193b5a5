package dev.parley.platform.events;

import static com.mongodb.client.model.Filters.lte;

import dev.parley.platform.http.IdempotencyKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.bson.conversions.Bson;

/** Idempotency keys, which every service has. */
@ApplicationScoped
class ExpiredIdempotencyKeys implements ExpiredDocuments {

    @Override
    public Map<String, Bson> expiredAt(Instant now) {
        return Map.of(IdempotencyKeys.COLLECTION, lte("expiresAt", Date.from(now)));
    }
}
