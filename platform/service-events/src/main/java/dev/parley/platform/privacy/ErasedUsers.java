package dev.parley.platform.privacy;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import dev.parley.platform.ServiceName;
import dev.parley.platform.events.AlreadyExists;
import dev.parley.platform.events.NewEvent;
import dev.parley.platform.events.OutboxCollection;
import dev.parley.platform.events.Outboxes;
import dev.parley.platform.mongo.Writes;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The tombstones of those who were erased, and of what was theirs: {@code erased_users}, kept for good. The one of an account carries the receipts in its outbox.
 */
@Startup // receipts that a killed instance has not sent must not wait for the next erasure
@ApplicationScoped
public class ErasedUsers {

    static final String COLLECTION = "erased_users";
    static final String RECEIPTS = "privacy.receipts";

    /** When the erasure is repeated: whatever began before the tombstone was there has ended by then. */
    static final Duration REPEATED_AFTER = Duration.ofMinutes(15);

    private final OutboxCollection tombstones;
    private final Writes writes;
    private final ServiceName service;

    ErasedUsers(Outboxes outboxes, Writes writes, ServiceName service) {
        this.tombstones = outboxes.open(COLLECTION, RECEIPTS);
        this.writes = writes;
        this.service = service;
    }

    /** Whether this user or guest was erased: nothing of them may be stored again. One look-up by key. */
    public boolean has(String id) {
        return tombstones.mongo().find(eq("_id", id)).projection(include("_id")).first() != null;
    }

    /** Remembers ids of things that were the person's alone, where what belongs to the thing does not name the person. */
    public void rememberThings(Person person, Collection<String> things) {
        if (things.isEmpty()) {
            return;
        }
        List<UpdateOneModel<Document>> once = things.stream()
                .map(thing -> new UpdateOneModel<Document>(
                        eq("_id", thing), setOnInsert("of", person.userId()), new UpdateOptions().upsert(true)))
                .toList();
        writes.runUpsert(() -> tombstones.mongo().bulkWrite(once));
    }

    /** Those that {@link #rememberThings} was told of. */
    public List<String> thingsOf(Person person) {
        return tombstones
                .mongo()
                .find(and(eq("of", person.userId()), exists("guest", false)))
                .map(thing -> thing.getString("_id"))
                .into(new ArrayList<>());
    }

    /** First of all. When the tombstones are there, nothing changes. */
    void bury(Person person, Instant now) {
        for (String guest : person.guests()) {
            insert(new Document("_id", guest).append("of", person.userId()).append("guest", true));
        }
        insert(new Document("_id", person.userId())
                .append("guests", person.guests())
                .append("createdAt", Date.from(now)));
    }

    private void insert(Document tombstone) {
        try {
            tombstones.insert(tombstone, List.of());
        } catch (AlreadyExists before) {
            // once is enough
        }
    }

    /** Keeps a count as soon as it is known, for an erasure that is cut off and done again finds less. */
    void count(Person person, String what, long many) {
        if (many > 0) {
            Bson more = new Document("$inc", new Document("counts." + what, many));
            writes.run(() -> tombstones.mongo().updateOne(eq("_id", person.userId()), more));
        }
    }

    /** Writes the receipt, if there was none. */
    void confirm(Person person, Instant now, String actor) {
        Bson unconfirmed = and(eq("_id", person.userId()), exists("confirmedAt", false));
        Document tombstone = tombstones.mongo().find(unconfirmed).first();
        if (tombstone == null) {
            return;
        }
        Map<String, Long> counts = new TreeMap<>();
        tombstone.get("counts", new Document()).forEach((what, many) -> counts.put(what, ((Number) many).longValue()));
        tombstones.update(
                unconfirmed,
                combine(set("confirmedAt", Date.from(now)), set("repeatAt", Date.from(now.plus(REPEATED_AFTER)))),
                List.of(receipt(person, counts, false, now, actor)));
    }

    /** User ids. */
    List<String> toBeRepeated(Instant now, int most) {
        return tombstones
                .mongo()
                .find(lte("repeatAt", Date.from(now)))
                .sort(ascending("repeatAt"))
                .limit(most)
                .projection(include("_id"))
                .map(tombstone -> tombstone.getString("_id"))
                .into(new ArrayList<>());
    }

    /** The person, unless the repeat is done. */
    Optional<Person> toBeRepeated(String userId) {
        return Optional.ofNullable(tombstones
                        .mongo()
                        .find(and(eq("_id", userId), exists("repeatAt")))
                        .first())
                .map(tombstone -> new Person(userId, tombstone.getList("guests", String.class, List.of())));
    }

    /** The second time is done; it is told only if it found something. */
    void repeated(Person person, Map<String, Long> counts, Instant now, String actor) {
        tombstones.update(
                and(eq("_id", person.userId()), exists("repeatAt")),
                combine(unset("repeatAt"), set("repeatedAt", Date.from(now))),
                counts.isEmpty() ? List.of() : List.of(receipt(person, counts, true, now, actor)));
    }

    private NewEvent receipt(Person person, Map<String, Long> counts, boolean repeated, Instant now, String actor) {
        return NewEvent.of(new PersonErasedV1(person.userId(), service.full(), repeated, counts, now), now, actor);
    }
}
