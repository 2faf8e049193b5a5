package dev.parley.chat.session;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import dev.parley.chat.conversation.domain.Owner;
import dev.parley.platform.events.ExpiredDocuments;
import dev.parley.platform.mongo.RetryingWrites;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Sessions in MongoDB. An expired one is gone for every reader, whenever the database gets round to removing it. */
@ApplicationScoped
public class Sessions implements ExpiredDocuments {

    public static final String COLLECTION = "sessions";

    private final MongoCollection<Document> sessions;
    private final RetryingWrites writes;
    private final Clock clock;

    Sessions(MongoDatabase database, RetryingWrites writes, Clock clock) {
        this.sessions = database.getCollection(COLLECTION);
        this.writes = writes;
        this.clock = clock;
    }

    /** Stores a new session; does nothing when it is there already. */
    public void insert(Session session) {
        writes.runUpsert(() -> sessions.updateOne(
                eq("_id", session.id()),
                combine(
                        setOnInsert("ownerKind", session.owner().kind().name().toLowerCase(Locale.ROOT)),
                        setOnInsert("ownerId", session.owner().id()),
                        setOnInsert("channel", session.channel().text()),
                        setOnInsert("createdAt", Date.from(session.createdAt())),
                        setOnInsert("lastActivityAt", Date.from(session.lastActivityAt())),
                        setOnInsert("expiresAt", Date.from(session.expiresAt()))),
                new UpdateOptions().upsert(true)));
    }

    /** The session, if it is alive and its owner is one of theirs. */
    public Optional<Session> find(String id, Predicate<Owner> theirs) {
        return Optional.ofNullable(sessions.find(and(eq("_id", id), gt("expiresAt", Date.from(clock.instant()))))
                        .first())
                .map(Sessions::read)
                .filter(session -> theirs.test(session.owner()));
    }

    /** Something was done in the session: it lives on. One that has ended stays ended. */
    public void touch(String id, Instant now) {
        writes.run(() -> sessions.updateOne(
                and(eq("_id", id), gt("expiresAt", Date.from(now)), lt("lastActivityAt", Date.from(now))),
                combine(set("lastActivityAt", Date.from(now)), set("expiresAt", Date.from(now.plus(Session.LIFE))))));
    }

    @Override
    public Map<String, Bson> expiredAt(Instant now) {
        return Map.of(COLLECTION, lte("expiresAt", Date.from(now)));
    }

    private static Session read(Document document) {
        return new Session(
                document.getString("_id"),
                new Owner(
                        Owner.Kind.valueOf(document.getString("ownerKind").toUpperCase(Locale.ROOT)),
                        document.getString("ownerId")),
                Channel.valueOf(document.getString("channel").toUpperCase(Locale.ROOT)),
                document.getDate("createdAt").toInstant(),
                document.getDate("lastActivityAt").toInstant());
    }
}
