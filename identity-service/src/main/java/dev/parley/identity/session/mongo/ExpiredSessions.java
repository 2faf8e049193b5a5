package dev.parley.identity.session.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;

import dev.parley.platform.events.ExpiredDocuments;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.bson.conversions.Bson;

/** Removes sessions and sign-outs a day after they expired, and not before their events are sent. */
@ApplicationScoped
class ExpiredSessions implements ExpiredDocuments {

    @Override
    public Map<String, Bson> expiredAt(Instant now) {
        Bson expired = and(lt("expiresAt", Date.from(now.minus(Duration.ofDays(1)))), exists("outboxSince", false));
        return Map.of(MongoSessions.COLLECTION, expired, MongoSignOuts.COLLECTION, expired);
    }
}
