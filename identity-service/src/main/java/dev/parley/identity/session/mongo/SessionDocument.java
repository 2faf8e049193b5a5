package dev.parley.identity.session.mongo;

import static dev.parley.platform.mongo.Fields.date;
import static dev.parley.platform.mongo.Fields.instant;
import static dev.parley.platform.mongo.Fields.optionalInstant;
import static dev.parley.platform.mongo.Fields.text;

import dev.parley.identity.session.domain.Device;
import dev.parley.identity.session.domain.Owner;
import dev.parley.identity.session.domain.Session;
import dev.parley.identity.session.domain.SessionId;
import dev.parley.identity.session.domain.Sessions;
import dev.parley.identity.user.domain.UserId;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/** A session as it is stored. */
final class SessionDocument {

    private SessionDocument() {}

    /** The fields of {@link #summary}. */
    static final List<String> SUMMARY = List.of("userAgent", "address", "createdAt", "rotatedAt", "expiresAt");

    /** Every field of the state; null where it is absent. */
    static Document write(Session.State session) {
        Owner owner = session.owner();
        return new Document("_id", session.id().value())
                .append("userId", owner instanceof Owner.Account(UserId userId) ? userId.value() : null)
                .append("anonymousId", owner instanceof Owner.Guest(String anonymousId) ? anonymousId : null)
                .append("currentHash", session.currentHash())
                .append("previousHash", session.previousHash())
                .append("userAgent", session.device().userAgent())
                .append("address", session.device().address())
                .append("createdAt", Date.from(session.startedAt()))
                .append("authenticatedAt", Date.from(session.authenticatedAt()))
                .append("rotatedAt", Date.from(session.rotatedAt()))
                .append("expiresAt", Date.from(session.expiresAt()))
                .append("revokedAt", date(session.revokedAt()));
    }

    static Session.State read(Document document) {
        String userId = document.getString("userId");
        Owner owner =
                userId != null ? new Owner.Account(new UserId(userId)) : new Owner.Guest(text(document, "anonymousId"));
        return new Session.State(
                new SessionId(text(document, "_id")),
                document.getLong("version"),
                owner,
                text(document, "currentHash"),
                document.getString("previousHash"),
                device(document),
                instant(document, "createdAt"),
                // sessions from before the field existed: when they were started
                optionalInstant(document, "authenticatedAt").orElseGet(() -> instant(document, "createdAt")),
                instant(document, "rotatedAt"),
                instant(document, "expiresAt"),
                optionalInstant(document, "revokedAt").orElse(null));
    }

    static Sessions.Summary summary(Document document) {
        return new Sessions.Summary(
                new SessionId(text(document, "_id")),
                device(document),
                instant(document, "createdAt"),
                instant(document, "rotatedAt"),
                instant(document, "expiresAt"));
    }

    private static Device device(Document document) {
        return new Device(document.getString("userAgent"), document.getString("address"));
    }
}
