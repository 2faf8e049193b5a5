package dev.parley.identity.channel;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.parley.platform.mongo.Storage;
import dev.parley.platform.mongo.Writes;
import dev.parley.platform.problem.Problem;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/**
 * Accounts elsewhere that people say are theirs. It is their word: whoever acts on a link for somebody who comes by that channel relies on the channel to know who
 * that is.
 */
@ApplicationScoped
class LinkedChannels {

    static final String COLLECTION = "linked_channels";

    /** How many one account may have. */
    static final int MOST = 20;

    private final MongoCollection<Document> channels;
    private final Writes writes;
    private final Clock clock;

    /** A link. */
    record Link(String provider, String externalId, String userId, Instant linkedAt) {}

    LinkedChannels(MongoDatabase database, Writes writes, Clock clock) {
        this.channels = database.getCollection(COLLECTION);
        this.writes = writes;
        this.clock = clock;
    }

    /**
     * Links the channel to the account; one that is already keeps its link.
     *
     * @throws Problem 409 when it is somebody else's, 422 when the account has too many
     */
    Link link(String provider, String externalId, String userId) {
        Optional<Link> known = find(provider, externalId);
        if (known.isEmpty() && of(userId).size() >= MOST) {
            throw new TooManyChannels();
        }
        try {
            writes.run(() -> channels.insertOne(new Document("_id", id(provider, externalId))
                    .append("provider", provider)
                    .append("externalId", externalId)
                    .append("userId", userId)
                    .append("createdAt", Date.from(clock.instant()))));
        } catch (MongoException e) {
            if (!Storage.isDuplicateKey(e)) {
                throw e;
            }
        }
        return find(provider, externalId)
                .filter(link -> link.userId().equals(userId))
                .orElseThrow(ChannelTaken::new);
    }

    /** @throws Problem 404 when it is not linked to this account */
    void unlink(String provider, String externalId, String userId) {
        boolean unlinked =
                writes.run(() -> channels.deleteOne(and(eq("_id", id(provider, externalId)), eq("userId", userId))))
                                .getDeletedCount()
                        > 0;
        if (!unlinked) {
            throw Problems.notFound("channel");
        }
    }

    /** An account's links, the oldest first. */
    List<Link> of(String userId) {
        return channels.find(eq("userId", userId)).map(LinkedChannels::read).into(new ArrayList<>()).stream()
                .sorted(Comparator.comparing(Link::linkedAt).thenComparing(Link::externalId))
                .toList();
    }

    Optional<Link> find(String provider, String externalId) {
        return Optional.ofNullable(
                        channels.find(eq("_id", id(provider, externalId))).first())
                .map(LinkedChannels::read);
    }

    /** A provider's name holds no colon. */
    private static String id(String provider, String externalId) {
        return provider + ":" + externalId;
    }

    private static Link read(Document document) {
        return new Link(
                document.getString("provider"),
                document.getString("externalId"),
                document.getString("userId"),
                document.getDate("createdAt").toInstant());
    }

    /** Somebody else has it. */
    static final class ChannelTaken extends Problem {
        ChannelTaken() {
            super(409, "channel-taken", "Channel taken", "This channel is linked to another account.");
        }
    }

    /** There is no room for another. */
    static final class TooManyChannels extends Problem {
        TooManyChannels() {
            super(422, "too-many-channels", "Too many channels", "An account has at most " + MOST + " channels.");
        }
    }
}
