package dev.parley.identity.session.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import dev.parley.identity.session.application.SessionMessages;
import dev.parley.identity.session.domain.SessionId;
import dev.parley.identity.session.domain.SignOut;
import dev.parley.identity.session.domain.SignOuts;
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
import java.util.Optional;
import org.bson.Document;

@Startup(StartOrder.OUTBOXES) // a revocation that a killed instance has not published must not wait for a request
@ApplicationScoped
class MongoSignOuts implements SignOuts {

    static final String COLLECTION = "sign_outs";

    private final OutboxCollection signOuts;
    private final SessionMessages messages;
    private final Clock clock;

    MongoSignOuts(Outboxes outboxes, SessionMessages messages, Clock clock) {
        this.signOuts = outboxes.open(COLLECTION, "identity.tokens");
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public void add(SignOut signOut) {
        Document document = new Document("_id", signOut.id())
                .append("userId", signOut.user().value())
                .append("createdAt", Date.from(signOut.at()))
                .append("openSince", Date.from(signOut.at()));
        signOut.except().ifPresent(session -> document.append("except", session.value()));
        signOuts.insert(document, List.of());
    }

    @Override
    public void refuseTokens(SignOut signOut, Instant issuedBefore) {
        signOuts.update(
                eq("_id", signOut.id()),
                set("issuedBefore", Date.from(issuedBefore)),
                messages.of(signOut, issuedBefore, clock.instant()));
    }

    /** Kept until its event is out: {@link ExpiredSessions} removes it. */
    @Override
    public void done(SignOut signOut) {
        signOuts.update(
                eq("_id", signOut.id()),
                combine(unset("openSince"), set("expiresAt", Date.from(clock.instant()))),
                List.of());
    }

    @Override
    public List<String> leftSince(Instant before, int limit) {
        return signOuts.mongo()
                .find(lt("openSince", Date.from(before)))
                .sort(ascending("openSince"))
                .projection(include("_id"))
                .limit(limit)
                .map(signOut -> signOut.getString("_id"))
                .into(new ArrayList<>());
    }

    @Override
    public Optional<SignOut> find(String id) {
        return Optional.ofNullable(signOuts.mongo()
                        .find(and(eq("_id", id), exists("openSince")))
                        .first())
                .map(MongoSignOuts::read);
    }

    private static SignOut read(Document document) {
        return new SignOut(
                document.getString("_id"),
                new UserId(document.getString("userId")),
                Optional.ofNullable(document.getString("except")).map(SessionId::new),
                document.getDate("createdAt").toInstant());
    }
}
