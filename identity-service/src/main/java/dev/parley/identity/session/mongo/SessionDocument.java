package dev.parley.identity.session.mongo;

import dev.parley.identity.session.domain.Device;
import dev.parley.identity.session.domain.Owner;
import dev.parley.identity.session.domain.Session;
import dev.parley.identity.session.domain.SessionId;
import dev.parley.identity.user.domain.UserId;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;

/** A session as it is stored. */
final class SessionDocument {

    private SessionDocument() {}

    static Document write(Session.State session) {
        Document document = new Document("_id", session.id().value())
                .append("currentHash", session.currentHash())
                .append("createdAt", Date.from(session.startedAt()))
                .append("authenticatedAt", Date.from(session.authenticatedAt()))
                .append("rotatedAt", Date.from(session.rotatedAt()))
                .append("expiresAt", Date.from(session.expiresAt()));
        switch (session.owner()) {
            case Owner.Account(UserId userId) -> document.append("userId", userId.value());
            case Owner.Guest(String anonymousId) -> document.append("anonymousId", anonymousId);
        }
        Optional.ofNullable(session.device().userAgent()).ifPresent(agent -> document.append("userAgent", agent));
        Optional.ofNullable(session.device().address()).ifPresent(address -> document.append("address", address));
        Optional.ofNullable(session.previousHash()).ifPresent(hash -> document.append("previousHash", hash));
        Optional.ofNullable(session.revokedAt()).ifPresent(at -> document.append("revokedAt", Date.from(at)));
        return document;
    }

    static Session read(Document document) {
        String userId = document.getString("userId");
        Owner owner = userId != null
                ? new Owner.Account(new UserId(userId))
                : new Owner.Guest(Objects.requireNonNull(document.getString("anonymousId")));
        Date revokedAt = document.getDate("revokedAt");
        return Session.restore(new Session.State(
                new SessionId(document.getString("_id")),
                document.getLong("version"),
                owner,
                document.getString("currentHash"),
                document.getString("previousHash"),
                new Device(document.getString("userAgent"), document.getString("address")),
                document.getDate("createdAt").toInstant(),
                // sessions of before it was stored: when they were started
                document.get("authenticatedAt", document.getDate("createdAt")).toInstant(),
                document.getDate("rotatedAt").toInstant(),
                document.getDate("expiresAt").toInstant(),
                revokedAt == null ? null : revokedAt.toInstant()));
    }
}
