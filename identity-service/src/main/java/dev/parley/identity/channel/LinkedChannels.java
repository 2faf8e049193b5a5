package dev.parley.identity.channel;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.parley.platform.mongo.RetryingWrites;
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
import org.bson.conversions.Bson;

/**
 * Channel accounts that users claim as theirs. Until a code that was sent over the channel has been entered, the link
 * is unverified: it is shown to its owner as such, it does not keep other accounts from linking the same channel, and
 * no service acts on it.
 */
@ApplicationScoped
class LinkedChannels {

    static final String COLLECTION = "linked_channels";

    /** The maximum number of links per account. */
    static final int MOST = 20;

    private final MongoCollection<Document> channels;
    private final RetryingWrites writes;
    private final Clock clock;

    /** @param verified whether a code that was sent over the channel was entered; no channel sends codes yet */
    record Link(String provider, String externalId, String userId, Instant linkedAt, boolean verified) {}

    LinkedChannels(MongoDatabase database, RetryingWrites writes, Clock clock) {
        this.channels = database.getCollection(COLLECTION);
        this.writes = writes;
        this.clock = clock;
    }

    /**
     * Links the channel to the account, unverified; idempotent.
     *
     * @throws Problem 409 when another account has verified it, 422 when the account has too many
     */
    Link link(String provider, String externalId, String userId) {
        Optional<Link> known = find(provider, externalId, userId);
        if (known.isPresent()) {
            return known.get();
        }
        if (verified(provider, externalId).isPresent()) {
            throw new ChannelTaken();
        }
        if (of(userId).size() >= MOST) {
            throw new TooManyChannels();
        }
        Document document = new Document("_id", userId + "/" + provider + ":" + externalId)
                .append("provider", provider)
                .append("externalId", externalId)
                .append("userId", userId)
                .append("createdAt", Date.from(clock.instant()));
        writes.insertIfAbsent(channels, document);
        return read(document);
    }

    /** @throws Problem 404 when it is not linked to this account */
    void unlink(String provider, String externalId, String userId) {
        boolean unlinked = writes.run(() -> channels.deleteMany(one(provider, externalId, userId)))
                        .getDeletedCount()
                > 0;
        if (!unlinked) {
            throw Problems.notFound("channel");
        }
    }

    void unlinkAll(String userId) {
        writes.run(() -> channels.deleteMany(eq("userId", userId)));
    }

    /** An account's links, the oldest first. */
    List<Link> of(String userId) {
        return channels.find(eq("userId", userId)).map(LinkedChannels::read).into(new ArrayList<>()).stream()
                .sorted(Comparator.comparing(Link::linkedAt).thenComparing(Link::externalId))
                .toList();
    }

    /** The verified link, on which services may act. */
    Optional<Link> verified(String provider, String externalId) {
        return first(and(eq("externalId", externalId), eq("provider", provider), eq("verified", true)));
    }

    private Optional<Link> find(String provider, String externalId, String userId) {
        return first(one(provider, externalId, userId));
    }

    private Optional<Link> first(Bson filter) {
        return Optional.ofNullable(channels.find(filter).first()).map(LinkedChannels::read);
    }

    private static Bson one(String provider, String externalId, String userId) {
        return and(eq("userId", userId), eq("provider", provider), eq("externalId", externalId));
    }

    private static Link read(Document document) {
        return new Link(
                document.getString("provider"),
                document.getString("externalId"),
                document.getString("userId"),
                document.getDate("createdAt").toInstant(),
                document.getBoolean("verified", false));
    }

    /** Another account has verified the channel. */
    static final class ChannelTaken extends Problem {
        ChannelTaken() {
            super(409, "channel-taken", "Channel taken", "This channel is linked to another account.");
        }
    }

    /** The account has the maximum number of links. */
    static final class TooManyChannels extends Problem {
        TooManyChannels() {
            super(422, "too-many-channels", "Too many channels", "An account has at most " + MOST + " channels.");
        }
    }
}
