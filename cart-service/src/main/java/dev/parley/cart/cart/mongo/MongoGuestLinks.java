package dev.parley.cart.cart.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.parley.cart.cart.domain.GuestLinks;
import dev.parley.platform.mongo.MongoErrors;
import dev.parley.platform.mongo.RetryingWrites;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** The collection {@code guest_links}: {@code {_id: anonymousId, userId}}. */
@ApplicationScoped
class MongoGuestLinks implements GuestLinks {

    private final MongoCollection<Document> links;
    private final RetryingWrites writes;

    MongoGuestLinks(MongoDatabase database, RetryingWrites writes) {
        this.links = database.getCollection("guest_links");
        this.writes = writes;
    }

    @Override
    public Optional<String> userOf(String anonymousId) {
        return Optional.ofNullable(links.find(eq("_id", anonymousId)).first()).map(link -> link.getString("userId"));
    }

    @Override
    public List<String> guestsOf(String userId, String after, int limit) {
        return links.find(and(eq("userId", userId), gt("_id", after)))
                .sort(ascending("_id"))
                .limit(limit)
                .map(link -> link.getString("_id"))
                .into(new ArrayList<>());
    }

    @Override
    public void keep(String anonymousId, String userId) {
        try {
            writes.run(() -> links.insertOne(new Document("_id", anonymousId).append("userId", userId)));
        } catch (MongoWriteException e) {
            if (!MongoErrors.isDuplicateKey(e)) {
                throw e;
            }
            // The first link stays.
        }
    }
}
