package dev.parley.identity.session.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.set;

import dev.parley.identity.session.application.SessionMessages;
import dev.parley.identity.session.domain.Session;
import dev.parley.identity.session.domain.SessionId;
import dev.parley.identity.session.domain.Sessions;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.events.OutboxCollection;
import dev.parley.platform.events.Outboxes;
import dev.parley.platform.events.StartOrder;
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
    private final SessionMessages messages;
    private final Clock clock;

    MongoSessions(Outboxes outboxes, SessionMessages messages, Clock clock) {
        this.sessions = outboxes.open(COLLECTION, "identity.tokens");
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public void add(Session session) {
        sessions.insert(SessionDocument.write(session.state()), messages.of(session));
    }

    @Override
    public void save(Session session) {
        Document state = SessionDocument.write(session.state());
        sessions.replace(session.id().value(), session.version(), state, messages.of(session));
    }

    @Override
    public void saveEnd(Session session) {
        Instant endedAt = Objects.requireNonNull(session.state().revokedAt(), "only what has ended");
        sessions.update(
                and(eq("_id", session.id().value()), exists("revokedAt", false)),
                set("revokedAt", Date.from(endedAt)),
                messages.of(session));
    }

    /** The TTL index removes what has expired, some time: nobody sees it meanwhile. */
    @Override
    public Optional<Session> find(SessionId id) {
        Document document =
                sessions.mongo().find(and(eq("_id", id.value()), notExpired())).first();
        return Optional.ofNullable(document).map(SessionDocument::read);
    }

    @Override
    public List<Session> ofUser(UserId user, Optional<SessionId> before, int limit) {
        Bson range = before.map(last -> lt("_id", last.value())).orElse(empty());
        return sessions.mongo()
                .find(and(eq("userId", user.value()), range, notExpired(), exists("revokedAt", false)))
                .sort(descending("_id"))
                .limit(limit)
                .map(SessionDocument::read)
                .into(new ArrayList<>());
    }

    private Bson notExpired() {
        return gt("expiresAt", Date.from(clock.instant()));
    }
}
