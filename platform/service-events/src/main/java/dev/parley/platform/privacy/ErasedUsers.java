package dev.parley.platform.privacy;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.addToSet;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import dev.parley.platform.ServiceName;
import dev.parley.platform.events.AlreadyExists;
import dev.parley.platform.events.OutboxCollection;
import dev.parley.platform.events.Outboxes;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.StartOrder;
import dev.parley.platform.mongo.RetryingWrites;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The tombstones of erased persons, and of their resources: {@code erased_users}, kept permanently. The tombstone of an
 * account has the receipts in its outbox.
 */
@Startup(StartOrder.OUTBOXES) // receipts that a killed instance has not sent must not wait for the next erasure
@ApplicationScoped
public class ErasedUsers {

    static final String COLLECTION = "erased_users";
    static final String RECEIPTS = "privacy.receipts";

    /** When the erasure is repeated: every write that began before the tombstone existed has ended by then. */
    static final Duration REPEATED_AFTER = Duration.ofMinutes(15);

    /** In the tombstone of a guest: distinguishes it from resources of the person. */
    private static final String GUEST = "guest";

    /** In the tombstone of an account: the number of pages of its guests. */
    private static final String PAGES = "guestPages";

    /** In the tombstone of an account: the numbers of the pages that are erased. */
    private static final String PAGES_DONE = "guestPagesDone";

    private final OutboxCollection tombstones;
    private final RetryingWrites writes;
    private final ServiceName service;

    ErasedUsers(Outboxes outboxes, RetryingWrites writes, ServiceName service) {
        this.tombstones = outboxes.open(COLLECTION, RECEIPTS);
        this.writes = writes;
        this.service = service;
    }

    /** Whether this user or guest was erased, so that no data of them may be stored again. One lookup by key. */
    public boolean has(String id) {
        return tombstones.mongo().find(eq("_id", id)).projection(include("_id")).first() != null;
    }

    /** Stores the ids of the person's own resources, where the data of a resource does not name the person. */
    public void rememberThings(Person person, Collection<String> things) {
        if (things.isEmpty()) {
            return;
        }
        insertMissing(things, setOnInsert("of", person.userId()));
    }

    private void insertMissing(Collection<String> ids, Bson onInsert) {
        List<UpdateOneModel<Document>> once = ids.stream()
                .map(id -> new UpdateOneModel<Document>(eq("_id", id), onInsert, new UpdateOptions().upsert(true)))
                .toList();
        writes.runUpsert(() -> tombstones.mongo().bulkWrite(once));
    }

    /** The ids that {@link #rememberThings} stored. */
    public List<String> thingsOf(Person person) {
        return tombstones
                .mongo()
                .find(and(eq("of", person.userId()), exists(GUEST, false)))
                .map(thing -> thing.getString("_id"))
                .into(new ArrayList<>());
    }

    /** Creates the tombstones, before anything else; idempotent. */
    void bury(Person person, Instant now) {
        if (!person.guests().isEmpty()) {
            insertMissing(person.guests(), combine(setOnInsert("of", person.userId()), setOnInsert(GUEST, true)));
        }
        try {
            tombstones.insert(new Document("_id", person.userId()).append("createdAt", Date.from(now)), List.of());
        } catch (AlreadyExists before) {
            // idempotent
        }
    }

    /** Stores a count as soon as it is known, because the retry of an interrupted erasure finds fewer. */
    void count(Person person, String what, long many) {
        if (many > 0) {
            Bson more = new Document("$inc", new Document("counts." + what, many));
            writes.run(() -> tombstones.mongo().updateOne(eq("_id", person.userId()), more));
        }
    }

    /** Stores that all data of the account and of this page's guests was erased. */
    void done(Person person, int page, int pages) {
        Bson done = combine(addToSet(PAGES_DONE, page), max(PAGES, pages));
        writes.run(() -> tombstones.mongo().updateOne(eq("_id", person.userId()), done));
    }

    /** Writes the receipt, if all pages are done and there was none. */
    void confirm(String userId, Instant now, String actor) {
        Bson unconfirmed = and(eq("_id", userId), exists("confirmedAt", false));
        Document tombstone = tombstones.mongo().find(unconfirmed).first();
        if (tombstone == null || !areAllPagesDone(tombstone)) {
            return;
        }
        Map<String, Long> counts = new TreeMap<>();
        tombstone.get("counts", new Document()).forEach((what, many) -> counts.put(what, ((Number) many).longValue()));
        tombstones.update(
                unconfirmed,
                combine(set("confirmedAt", Date.from(now)), set("repeatAt", Date.from(now.plus(REPEATED_AFTER)))),
                List.of(receipt(userId, counts, false, now, actor)));
    }

    private static boolean areAllPagesDone(Document tombstone) {
        return tombstone.getList(PAGES_DONE, Integer.class, List.of()).size() >= tombstone.getInteger(PAGES, 1);
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

    /** Whether the repeat is still due. */
    boolean isToBeRepeated(String userId) {
        return tombstones
                        .mongo()
                        .find(and(eq("_id", userId), exists("repeatAt")))
                        .projection(include("_id"))
                        .first()
                != null;
    }

    /**
     * The next page of the guests that were linked to this account, ordered by their ids.
     *
     * @param after the last one of the previous page; empty for the first page
     */
    List<String> guestsOf(String userId, String after) {
        return tombstones
                .mongo()
                .find(and(eq("of", userId), eq(GUEST, true), gt("_id", after)))
                .sort(ascending("_id"))
                .limit(Person.GUESTS_AT_ONCE)
                .projection(include("_id"))
                .map(guest -> guest.getString("_id"))
                .into(new ArrayList<>());
    }

    /** The repeat is done; a receipt is written only if it found something. */
    void repeated(String userId, Map<String, Long> counts, Instant now, String actor) {
        tombstones.update(
                and(eq("_id", userId), exists("repeatAt")),
                combine(unset("repeatAt"), set("repeatedAt", Date.from(now))),
                counts.isEmpty() ? List.of() : List.of(receipt(userId, counts, true, now, actor)));
    }

    private PendingEvent receipt(String userId, Map<String, Long> counts, boolean repeated, Instant now, String actor) {
        return PendingEvent.of(new PersonErasedV1(userId, service.full(), repeated, counts, now), now, actor);
    }
}
