package dev.parley.platform.events;

import com.mongodb.client.MongoDatabase;
import dev.parley.platform.mongo.RetryingWrites;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bson.conversions.Bson;
import org.jboss.logging.Logger;

/** Removes {@link ExpiredDocuments}, collection by collection. */
@ApplicationScoped
class RemoveExpired implements RecurringJob<String> {

    private static final Logger LOG = Logger.getLogger(RemoveExpired.class);

    private final MongoDatabase database;
    private final RetryingWrites writes;
    private final List<ExpiredDocuments> documents;

    RemoveExpired(MongoDatabase database, RetryingWrites writes, @All List<ExpiredDocuments> documents) {
        this.database = database;
        this.writes = writes;
        this.documents = documents;
    }

    @Override
    public String name() {
        return "expired-documents";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public List<String> due(Instant now, int most) {
        return expiredAt(now).keySet().stream().sorted().toList();
    }

    @Override
    public void handle(String collection, Instant now) {
        Bson expired = expiredAt(now).get(collection);
        long removed = writes.run(() -> database.getCollection(collection).deleteMany(expired))
                .getDeletedCount();
        if (removed > 0) {
            LOG.infof("Expired documents removed: collection=%s count=%d", collection, removed);
        }
    }

    private Map<String, Bson> expiredAt(Instant now) {
        return documents.stream()
                .flatMap(each -> each.expiredAt(now).entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
