package dev.parley.platform.events;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.size;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.min;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import dev.parley.platform.events.OutboxClaims.Claimed;
import dev.parley.platform.events.SendFailure.Kind;
import dev.parley.platform.mongo.RetryingWrites;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Stores the outcome of sends in the documents: removes sent events and releases claims. */
final class OutboxSettling {

    /** After this time no send of a relay that lost its claim is in flight. */
    private static final Duration RESEND_AFTER = OutboxClaims.CLAIM_TIME;

    private static final Bson GIVEN_BACK =
            combine(unset(OutboxFields.CLAIM), unset(OutboxFields.FAILURE), unset(OutboxFields.PARKED));
    private static final Bson DONE = combine(unset(OutboxFields.SINCE), unset(OutboxFields.NEXT), GIVEN_BACK);

    private final MongoCollection<Document> documents;
    private final boolean compacted;
    private final RetryingWrites writes;
    private final Clock clock;
    private final OutboxHolds holds;

    OutboxSettling(MongoCollection<Document> documents, boolean compacted, RetryingWrites writes, Clock clock) {
        this.documents = documents;
        this.compacted = compacted;
        this.writes = writes;
        this.clock = clock;
        this.holds = new OutboxHolds(documents, compacted, writes, clock);
    }

    /**
     * Settles what a relay has tried to send; idempotent.
     *
     * @param reached whether the broker was reached; otherwise a failure says nothing about its document
     * @return ids of documents with further events to be sent at once
     */
    List<Object> settle(Claimed claimed, boolean reached) {
        List<Outgoing> emptied = new ArrayList<>();
        List<Outgoing> held = new ArrayList<>();
        List<Outgoing> others = new ArrayList<>();
        List<Object> untried = new ArrayList<>();
        for (Outgoing outgoing : claimed.documents()) {
            SendFailure failure = outgoing.failure();
            if (outgoing.isEmptied()) {
                emptied.add(outgoing);
            } else if (failure != null) {
                if (outgoing.sent() > 0) {
                    takeOut(outgoing);
                }
                if (reached || !failure.is(Kind.AWAY)) {
                    held.add(outgoing);
                } // otherwise its claim expires
            } else if (!reached && outgoing.sent() == 0 && outgoing.hasNext()) {
                untried.add(outgoing.id);
            } else if (outgoing.wasTried() || claimed.isClaimed()) {
                others.add(outgoing);
            }
        }
        others.addAll(notAsRead(emptied, claimed));
        holds.hold(held, claimed);
        giveBack(untried, claimed);
        return others.stream()
                .filter(outgoing -> hasMore(outgoing, claimed))
                .map(outgoing -> outgoing.id)
                .toList();
    }

    /**
     * The usual case in one write for all: no event was added since a document was read, so all it has were sent. New
     * ones are appended, so a list of the same length with the same last event is the same list.
     *
     * @return the documents that have new events
     */
    private List<Outgoing> notAsRead(List<Outgoing> emptied, Claimed claimed) {
        if (emptied.isEmpty()) {
            return List.of();
        }
        long settled = compacted ? emptyEach(emptied, claimed) : emptyAll(emptied);
        if (settled == emptied.size()) {
            return List.of();
        }
        Map<Object, Document> now = new HashMap<>();
        documents
                .find(in("_id", ids(emptied)))
                .projection(include(OutboxFields.PENDING, OutboxFields.LAST_SENT))
                .forEach(document -> now.put(document.get("_id"), document));
        return emptied.stream()
                .filter(outgoing -> now.containsKey(outgoing.id) && !isSettled(outgoing, now.get(outgoing.id)))
                .toList();
    }

    private long emptyAll(List<Outgoing> emptied) {
        Map<Integer, List<Outgoing>> bySize =
                emptied.stream().collect(Collectors.groupingBy(outgoing -> outgoing.events.size()));
        long settled = 0;
        for (Map.Entry<Integer, List<Outgoing>> same : bySize.entrySet()) {
            int size = same.getKey();
            List<String> last = same.getValue().stream()
                    .map(outgoing -> outgoing.events.getLast().id())
                    .toList();
            Bson asRead =
                    and(in("_id", ids(same.getValue())), size(OutboxFields.PENDING, size), in(lastId(size), last));
            settled += writes.run(() ->
                            documents.updateMany(asRead, combine(set(OutboxFields.PENDING, List.of()), DONE)))
                    .getMatchedCount();
        }
        return settled;
    }

    private long emptyEach(List<Outgoing> emptied, Claimed claimed) {
        List<UpdateOneModel<Document>> updates = emptied.stream()
                .map(outgoing -> {
                    int size = outgoing.events.size();
                    Bson asRead = and(
                            claimed.mine(outgoing),
                            size(OutboxFields.PENDING, size),
                            eq(lastId(size), outgoing.events.getLast().id()));
                    List<Bson> update = new ArrayList<>(List.of(set(OutboxFields.PENDING, List.of()), done(outgoing)));
                    Document newest = outgoing.newestSent();
                    if (newest != null) {
                        update.add(set(OutboxFields.LAST_SENT, newest));
                    }
                    return new UpdateOneModel<Document>(asRead, combine(update));
                })
                .toList();
        return bulk(updates);
    }

    private long bulk(List<UpdateOneModel<Document>> updates) {
        return writes.run(() -> documents.bulkWrite(updates, new BulkWriteOptions().ordered(false)))
                .getMatchedCount();
    }

    private boolean isSettled(Outgoing outgoing, Document now) {
        List<String> sent = outgoing.sentIds();
        boolean pulled = now.getList(OutboxFields.PENDING, Document.class, List.of()).stream()
                .noneMatch(event -> sent.contains(event.getString("id")));
        return pulled
                && (!compacted || isNewest(outgoing.newestSent(), now.get(OutboxFields.LAST_SENT, Document.class)));
    }

    private static boolean isNewest(@Nullable Document sent, @Nullable Document kept) {
        return sent == null || (kept != null && sent.getString("id").equals(kept.getString("id")));
    }

    /** Removes sent events and releases the claim; true when further events are to be sent at once. */
    private boolean hasMore(Outgoing outgoing, Claimed claimed) {
        if (outgoing.isResent()) {
            return !update(
                            and(
                                    claimed.mine(outgoing),
                                    size(OutboxFields.PENDING, 0),
                                    eq(OutboxFields.LAST_SENT + ".id", outgoing.lastSentId())),
                            combine(DONE, unset(OutboxFields.RESEND)))
                    && update(claimed.mine(outgoing), combine(set(OutboxFields.NEXT, now()), GIVEN_BACK));
        }
        if (outgoing.sent() > 0) {
            takeOut(outgoing);
        }
        // the size matters: a new event must not lose the field by which it is found
        if (update(and(claimed.mine(outgoing), size(OutboxFields.PENDING, 0)), done(outgoing))) {
            return false;
        }
        // the remaining events were added since: their age begins now
        if (update(
                and(claimed.mine(outgoing), exists(OutboxFields.PENDING + ".0")),
                combine(
                        set(OutboxFields.SINCE, now()),
                        set(OutboxFields.NEXT, OutboxFields.leftAfter(clock)),
                        GIVEN_BACK))) {
            return true;
        }
        return outgoing.newestSent() != null && oweResend(List.of(outgoing.id)) > 0;
    }

    private void takeOut(Outgoing outgoing) {
        Document newest = outgoing.newestSent();
        if (compacted && newest != null) {
            // unless a newer one is stored
            update(
                    and(
                            eq("_id", outgoing.id),
                            or(
                                    exists(OutboxFields.LAST_SENT, false),
                                    lt(
                                            OutboxFields.LAST_SENT + "." + OutboxFields.LAST_SEQUENCE,
                                            newest.get(OutboxFields.LAST_SEQUENCE)))),
                    set(OutboxFields.LAST_SENT, newest));
        }
        update(eq("_id", outgoing.id), pull(OutboxFields.PENDING, in("id", outgoing.sentIds())));
    }

    /**
     * Compacted topics: requests a resend of the newest event of these documents, because an older one may have arrived
     * after it; returns their number.
     */
    long oweResend(Collection<?> ids) {
        if (!compacted) {
            return 0;
        }
        return writes.run(() -> documents.updateMany(
                        in("_id", ids), combine(set(OutboxFields.RESEND, true), min(OutboxFields.NEXT, now()))))
                .getMatchedCount();
    }

    private void giveBack(List<Object> untried, Claimed claimed) {
        if (!untried.isEmpty() && claimed.isClaimed()) {
            writes.run(() -> documents.updateMany(
                    and(in("_id", untried), eq(OutboxFields.CLAIM, claimed.claim())),
                    combine(unset(OutboxFields.CLAIM), set(OutboxFields.NEXT, now()))));
        }
    }

    private Bson done(Outgoing outgoing) {
        if (!compacted) {
            return DONE;
        }
        // the request came after this send, so it stays
        return outgoing.owesResend && !outgoing.events.isEmpty()
                ? combine(
                        unset(OutboxFields.SINCE),
                        set(OutboxFields.NEXT, Date.from(clock.instant().plus(RESEND_AFTER))),
                        GIVEN_BACK)
                : combine(DONE, unset(OutboxFields.RESEND));
    }

    private boolean update(Bson which, Bson update) {
        return writes.run(() -> documents.updateOne(which, update)).getMatchedCount() == 1;
    }

    private static List<Object> ids(List<Outgoing> outgoing) {
        return outgoing.stream().map(each -> each.id).toList();
    }

    private static String lastId(int size) {
        return OutboxFields.PENDING + "." + (size - 1) + ".id";
    }

    private Date now() {
        return Date.from(clock.instant());
    }
}
