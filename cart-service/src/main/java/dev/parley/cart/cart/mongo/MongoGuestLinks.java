package dev.parley.cart.cart.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Sorts.ascending;
import static dev.parley.platform.mongo.Fields.text;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.parley.cart.cart.domain.GuestLinks;
import dev.parley.cart.cart.domain.Owner;
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
    public Optional<Owner.User> userOf(Owner.Guest guest) {
        return Optional.ofNullable(links.find(eq("_id", guest.id())).first())
                .map(link -> new Owner.User(text(link, "userId")));
    }

    @Override
    public List<Owner.Guest> guestsOf(Owner.User user, Optional<Owner.Guest> after, int most) {
        return links.find(and(
                        eq("userId", user.id()),
                        gt("_id", after.map(Owner.Guest::id).orElse(""))))
                .sort(ascending("_id"))
                .limit(most)
                .map(link -> new Owner.Guest(text(link, "_id")))
                .into(new ArrayList<>());
    }

    @Override
    public void store(Owner.Guest guest, Owner.User user) {
        writes.insertIfAbsent(links, new Document("_id", guest.id()).append("userId", user.id()));
    }
}
