package dev.parley.identity.session.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.FindIterable;
import dev.parley.identity.session.domain.Session;
import dev.parley.identity.session.domain.SessionId;
import dev.parley.identity.session.domain.Sessions;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.events.OutboxCollection;
import dev.parley.platform.events.Outboxes;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.StartOrder;
import dev.parley.platform.events.WireEvents;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

@Startup(StartOrder.OUTBOXES) // a revocation that a killed instance has not published must not wait for a request
@ApplicationScoped
class MongoSessions implements Sessions {

    static final String COLLECTION = "refresh_tokens";

    private final OutboxCollection sessions;
    private final WireEvents<Session> wireEvents;
    private final Clock clock;

    MongoSessions(Outboxes outboxes, WireEvents<Session> wireEvents, Clock clock) {
        this.sessions = outboxes.open(COLLECTION, "identity.tokens");
        this.wireEvents = wireEvents;
        this.clock = clock;
    }

    @Override
    public void add(Session session) {
        sessions.insert(SessionDocument.write(session.state()), events(session));
        session.saved();
    }

    @Override
    public void save(Session session) {
        if (session.isChanged()) {
            sessions.save(
                    session.id().value(), session.version(), SessionDocument.write(session.state()), events(session));
            session.saved();
        }
    }

    @Override
    public void saveEnd(Session session) {
        Instant endedAt = Objects.requireNonNull(session.state().revokedAt(), "only of a session that has ended");
        sessions.update(
                and(eq("_id", session.id().value()), exists("revokedAt", false)),
                set("revokedAt", Date.from(endedAt)),
                events(session));
        session.saved();
    }

    /** The TTL index removes expired sessions with a delay, so reads ignore them. */
    @Override
    public Optional<Session> find(SessionId id) {
        Document document =
                sessions.mongo().find(and(eq("_id", id.value()), notExpired())).first();
        return Optional.ofNullable(document).map(SessionDocument::read).map(Session::restore);
    }

    @Override
    public List<Session> ofUser(UserId user, Optional<SessionId> before, int most) {
        return open(user, before, most)
                .map(SessionDocument::read)
                .map(Session::restore)
                .into(new ArrayList<>());
    }

    @Override
    public List<Summary> list(UserId user, Optional<SessionId> before, int most) {
        return open(user, before, most)
                .projection(include(SessionDocument.SUMMARY))
                .map(SessionDocument::summary)
                .into(new ArrayList<>());
    }

    private FindIterable<Document> open(UserId user, Optional<SessionId> before, int most) {
        Bson range = before.map(last -> lt("_id", last.value())).orElse(empty());
        return sessions.mongo()
                .find(and(eq("userId", user.value()), range, notExpired(), exists("revokedAt", false)))
                .sort(descending("_id"))
                .limit(most);
    }

    private List<PendingEvent> events(Session session) {
        return wireEvents.of(session, session.owner().actor());
    }

    private Bson notExpired() {
        return gt("expiresAt", Date.from(clock.instant()));
    }
}
