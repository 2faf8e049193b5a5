package dev.parley.platform.events;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import dev.parley.platform.id.Ids;
import dev.parley.platform.mongo.RetryingWrites;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Claims on documents by relays. A claim moves {@code outboxNext} past the time in which its relay is done, so that
 * other relays skip the document; the document of a dead relay becomes due again by itself. A claim saves work and
 * never guards correctness, but it leaves a trace: on a compacted topic a claim that was not released shows that its
 * relay may still have a send in flight, so the next relay to claim it owes one more send of the newest event
 * ({@code outboxResend}).
 */
final class OutboxClaims {

    /** Longer than the producer tries to deliver. */
    static final Duration CLAIM_TIME = Duration.ofSeconds(20);

    private final MongoCollection<Document> documents;
    private final boolean compacted;
    private final RetryingWrites writes;
    private final Clock clock;

    OutboxClaims(MongoCollection<Document> documents, boolean compacted, RetryingWrites writes, Clock clock) {
        this.documents = documents;
        this.compacted = compacted;
        this.writes = writes;
        this.clock = clock;
    }

    /**
     * Claimed documents.
     *
     * @param claim their {@code outboxClaim}; empty when they were not claimed
     * @param settles whether only the last relay to claim a document settles it, because every earlier one may still
     *     have a send in flight
     */
    record Claimed(String claim, boolean settles, List<Outgoing> documents) {

        boolean isClaimed() {
            return !claim.isEmpty();
        }

        /** The filter for the document while this relay may settle it. */
        Bson mine(Outgoing outgoing) {
            Bson one = eq("_id", outgoing.id);
            return settles ? and(one, eq(OutboxFields.CLAIM, claim)) : one;
        }
    }

    /** The ids of at most {@code limit} due documents, without the first {@code skip}, in no order. */
    List<Object> due(int skip, int limit) {
        return documents
                .find(lte(OutboxFields.NEXT, now()))
                .projection(include("_id"))
                .skip(skip)
                .limit(limit)
                .map(document -> document.get("_id"))
                .into(new ArrayList<>());
    }

    /** Claims those documents that are still due. */
    Claimed due(Collection<?> ids) {
        return claim(ids, lte(OutboxFields.NEXT, now()));
    }

    /**
     * Claims what this instance has just written. Documents are claimed only where topics are compacted, and only those
     * without another relay.
     */
    Claimed written(Collection<?> ids) {
        if (compacted) {
            return claim(
                    ids,
                    and(
                            exists(OutboxFields.NEXT),
                            or(exists(OutboxFields.CLAIM, false), lte(OutboxFields.NEXT, now()))));
        }
        return new Claimed("", false, read(documents.find(in("_id", ids))));
    }

    /**
     * Makes every parked document due: an event that could not be sent may be sendable with another configuration or
     * version.
     */
    void retryParked() {
        update(gte(OutboxFields.PARKED, new Date(0)), set(OutboxFields.NEXT, now()));
    }

    private Claimed claim(Collection<?> ids, Bson which) {
        String claim = Ids.next();
        Bson mine = combine(
                set(OutboxFields.CLAIM, claim),
                set(OutboxFields.NEXT, Date.from(clock.instant().plus(CLAIM_TIME))));
        Bson asked = and(in("_id", ids), which);
        long free = compacted ? update(and(asked, exists(OutboxFields.CLAIM, false)), mine) : update(asked, mine);
        if (compacted && free < ids.size()) {
            Bson notGivenBack = and(asked, exists(OutboxFields.CLAIM), ne(OutboxFields.CLAIM, claim));
            update(notGivenBack, combine(mine, set(OutboxFields.RESEND, true)));
        }
        return new Claimed(claim, compacted, read(documents.find(and(in("_id", ids), eq(OutboxFields.CLAIM, claim)))));
    }

    private long update(Bson which, Bson update) {
        return writes.run(() -> documents.updateMany(which, update)).getMatchedCount();
    }

    private static List<Outgoing> read(FindIterable<Document> found) {
        return found.projection(include(
                        OutboxFields.SEQUENCE,
                        OutboxFields.PENDING,
                        OutboxFields.LAST_SENT,
                        OutboxFields.RESEND,
                        OutboxFields.FAILURE))
                .map(Outgoing::of)
                .into(new ArrayList<>());
    }

    private Date now() {
        return Date.from(clock.instant());
    }
}
