package dev.parley.chat.guest;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.parley.platform.mongo.RetryingWrites;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/**
 * The links from guests to users: a local copy of those that identity-service publishes. A link is created once and
 * never changes.
 */
@ApplicationScoped
public class GuestLinks {

    public static final String COLLECTION = "guest_links";

    private final MongoCollection<Document> links;
    private final RetryingWrites writes;

    GuestLinks(MongoDatabase database, RetryingWrites writes) {
        this.links = database.getCollection(COLLECTION);
        this.writes = writes;
    }

    void add(String anonymousId, String userId, Instant linkedAt) {
        writes.insertIfAbsent(
                links,
                new Document("_id", anonymousId).append("userId", userId).append("linkedAt", Date.from(linkedAt)));
    }

    /** The user linked to a guest. */
    public Optional<String> userOf(String anonymousId) {
        return Optional.ofNullable(links.find(eq("_id", anonymousId)).first()).map(link -> link.getString("userId"));
    }

    /**
     * The anonymous ids linked to a user, in order, after the given one (empty for the first), at most {@code limit}.
     */
    public List<String> guestsOf(String userId, String after, int limit) {
        return links.find(and(eq("userId", userId), gt("_id", after)))
                .sort(ascending("_id"))
                .limit(limit)
                .map(link -> link.getString("_id"))
                .into(new ArrayList<>());
    }
}
