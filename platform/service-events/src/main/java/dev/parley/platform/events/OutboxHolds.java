package dev.parley.platform.events;

import static com.mongodb.client.model.Updates.combine;
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
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jboss.logging.Logger;

/**
 * Postpones documents whose next event was not sent, with growing pauses, and parks those whose next event can never be
 * sent.
 */
final class OutboxHolds {

    private static final Logger LOG = Logger.getLogger(OutboxHolds.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final MongoCollection<Document> documents;
    private final boolean compacted;
    private final RetryingWrites writes;
    private final Clock clock;

    OutboxHolds(MongoCollection<Document> documents, boolean compacted, RetryingWrites writes, Clock clock) {
        this.documents = documents;
        this.compacted = compacted;
        this.writes = writes;
        this.clock = clock;
    }

    /** Postpones or parks these documents, each for its failure; each is logged once per reason. */
    void hold(List<Outgoing> failed, Claimed claimed) {
        List<UpdateOneModel<Document>> updates = new ArrayList<>();
        for (Outgoing outgoing : failed) {
            SendFailure failure = outgoing.failure();
            if (failure != null) {
                if (outgoing.failsForANewReason()) {
                    log(outgoing, failure);
                }
                updates.add(new UpdateOneModel<>(claimed.mine(outgoing), update(outgoing, failure)));
            }
        }
        if (!updates.isEmpty()) {
            writes.run(() -> documents.bulkWrite(updates, new BulkWriteOptions().ordered(false)));
        }
    }

    private Bson update(Outgoing outgoing, SendFailure failure) {
        int tries = outgoing.tries();
        List<Bson> update = new ArrayList<>(List.of(
                unset(OutboxFields.CLAIM),
                set(
                        OutboxFields.FAILURE,
                        new Document(OutboxFields.REASON, failure.reason()).append(OutboxFields.TRIES, tries))));
        if (failure.is(Kind.UNFIT)) {
            update.add(unset(OutboxFields.NEXT));
            update.add(set(OutboxFields.PARKED, Date.from(clock.instant())));
        } else {
            update.add(set(OutboxFields.NEXT, nextTry(tries)));
            update.add(unset(OutboxFields.PARKED));
        }
        if (compacted && failure.is(Kind.AWAY)) { // the broker may have it and deliver it later
            update.add(set(OutboxFields.RESEND, true));
        }
        return combine(update);
    }

    private Date nextTry(int tries) {
        Duration pause = SHORTEST_PAUSE.multipliedBy(1L << Math.min(tries - 1, 20));
        return Date.from(clock.instant().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE));
    }

    private void log(Outgoing outgoing, SendFailure failure) {
        boolean unfit = failure.is(Kind.UNFIT);
        LOG.logf(
                unfit ? Logger.Level.ERROR : Logger.Level.WARN,
                "%s: collection=%s document=%s event=%s cause=%s",
                unfit
                        ? "Outbox parked, its next event can never be sent"
                        : "Outbox postponed, its next event was not sent",
                documents.getNamespace().getCollectionName(),
                outgoing.id,
                outgoing.events.isEmpty()
                        ? "?"
                        : outgoing.next().type() + " " + outgoing.next().id(),
                failure.reason());
    }
}
