package dev.parley.identity.session.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static dev.parley.platform.mongo.Fields.date;
import static dev.parley.platform.mongo.Fields.instant;
import static dev.parley.platform.mongo.Fields.optionalInstant;
import static dev.parley.platform.mongo.Fields.text;

import dev.parley.identity.session.domain.SessionId;
import dev.parley.identity.session.domain.SignOut;
import dev.parley.identity.session.domain.SignOutId;
import dev.parley.identity.session.domain.SignOuts;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.events.OutboxCollection;
import dev.parley.platform.events.Outboxes;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.StartOrder;
import dev.parley.platform.events.WireEvents;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** Sign-outs. A complete one stays until its event is sent: {@link ExpiredSessions} removes it. */
@Startup(StartOrder.OUTBOXES) // a revocation that a killed instance has not published must not wait for a request
@ApplicationScoped
class MongoSignOuts implements SignOuts {

    static final String COLLECTION = "sign_outs";

    private final OutboxCollection signOuts;
    private final WireEvents<SignOut> wireEvents;

    MongoSignOuts(Outboxes outboxes, WireEvents<SignOut> wireEvents) {
        this.signOuts = outboxes.open(COLLECTION, "identity.tokens");
        this.wireEvents = wireEvents;
    }

    @Override
    public void add(SignOut signOut) {
        signOuts.insert(write(signOut.state()), events(signOut));
        signOut.saved();
    }

    @Override
    public void save(SignOut signOut) {
        signOuts.save(signOut.id().value(), signOut.version(), write(signOut.state()), events(signOut));
        signOut.saved();
    }

    @Override
    public List<SignOutId> openSince(Instant before, int most) {
        return signOuts.mongo()
                .find(lt("openSince", Date.from(before)))
                .sort(ascending("openSince"))
                .projection(include("_id"))
                .limit(most)
                .map(signOut -> new SignOutId(text(signOut, "_id")))
                .into(new ArrayList<>());
    }

    @Override
    public Optional<SignOut> find(SignOutId id) {
        return Optional.ofNullable(signOuts.mongo()
                        .find(and(eq("_id", id.value()), exists("openSince")))
                        .first())
                .map(MongoSignOuts::read);
    }

    private List<PendingEvent> events(SignOut signOut) {
        return wireEvents.of(signOut, "user:" + signOut.user());
    }

    private static Document write(SignOut.State signOut) {
        SessionId except = signOut.except();
        return new Document("_id", signOut.id().value())
                .append("userId", signOut.user().value())
                .append("except", except == null ? null : except.value())
                .append("createdAt", Date.from(signOut.requestedAt()))
                .append("openSince", signOut.doneAt() == null ? Date.from(signOut.requestedAt()) : null)
                .append("issuedBefore", date(signOut.issuedBefore()))
                .append("expiresAt", date(signOut.doneAt()));
    }

    private static SignOut read(Document document) {
        String except = document.getString("except");
        return SignOut.restore(new SignOut.State(
                new SignOutId(text(document, "_id")),
                new UserId(text(document, "userId")),
                except == null ? null : new SessionId(except),
                instant(document, "createdAt"),
                optionalInstant(document, "issuedBefore").orElse(null),
                optionalInstant(document, "expiresAt").orElse(null),
                document.getLong("version")));
    }
}
