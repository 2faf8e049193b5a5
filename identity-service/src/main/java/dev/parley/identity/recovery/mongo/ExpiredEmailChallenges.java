package dev.parley.identity.recovery.mongo;

import static com.mongodb.client.model.Filters.lt;

import dev.parley.platform.events.ExpiredDocuments;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.bson.conversions.Bson;

/** Removes expired e-mail challenges. */
@ApplicationScoped
class ExpiredEmailChallenges implements ExpiredDocuments {

    @Override
    public Map<String, Bson> expiredAt(Instant now) {
        return Map.of(MongoEmailChallenges.COLLECTION, lt("keptUntil", Date.from(now)));
    }
}
