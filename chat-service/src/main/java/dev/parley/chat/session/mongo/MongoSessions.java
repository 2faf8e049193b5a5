package dev.parley.chat.session.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.parley.chat.owner.Owner;
import dev.parley.chat.session.domain.Channel;
import dev.parley.chat.session.domain.Session;
import dev.parley.chat.session.domain.SessionId;
import dev.parley.chat.session.domain.Sessions;
import dev.parley.platform.WireName;
import dev.parley.platform.events.ExpiredDocuments;
import dev.parley.platform.mongo.Fields;
import dev.parley.platform.mongo.RetryingWrites;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Sessions in MongoDB. */
@ApplicationScoped
class MongoSessions implements Sessions, ExpiredDocuments {

    static final String COLLECTION = "sessions";

    private final MongoCollection<Document> sessions;
    private final RetryingWrites writes;
    private final Clock clock;

    MongoSessions(MongoDatabase database, RetryingWrites writes, Clock clock) {
        this.sessions = database.getCollection(COLLECTION);
        this.writes = writes;
        this.clock = clock;
    }

    @Override
    public void insert(Session session) {
        writes.insertIfAbsent(
                sessions,
                new Document("_id", session.id().value())
                        .append("ownerKind", WireName.of(session.owner().kind()))
                        .append("ownerId", session.owner().id())
                        .append("channel", WireName.of(session.channel()))
                        .append("createdAt", Date.from(session.createdAt()))
                        .append("lastActivityAt", Date.from(session.lastActivityAt()))
                        .append("expiresAt", Date.from(session.expiresAt())));
    }

    @Override
    public Optional<Session> find(SessionId id, Predicate<Owner> theirs) {
        Bson alive = and(eq("_id", id.value()), gt("expiresAt", Date.from(clock.instant())));
        return Optional.ofNullable(sessions.find(alive).first())
                .map(MongoSessions::read)
                .filter(session -> theirs.test(session.owner()));
    }

    @Override
    public void touch(SessionId id, Instant now) {
        writes.run(() -> sessions.updateOne(
                and(eq("_id", id.value()), gt("expiresAt", Date.from(now)), lt("lastActivityAt", Date.from(now))),
                combine(set("lastActivityAt", Date.from(now)), set("expiresAt", Date.from(now.plus(Session.LIFE))))));
    }

    @Override
    public Map<String, Bson> expiredAt(Instant now) {
        return Map.of(COLLECTION, lte("expiresAt", Date.from(now)));
    }

    private static Session read(Document document) {
        return new Session(
                new SessionId(Fields.text(document, "_id")),
                new Owner(
                        WireName.read(Owner.Kind.class, Fields.text(document, "ownerKind")),
                        Fields.text(document, "ownerId")),
                WireName.read(Channel.class, Fields.text(document, "channel")),
                Fields.instant(document, "createdAt"),
                Fields.instant(document, "lastActivityAt"));
    }
}
