package dev.parley.identity.recovery.mongo;

import dev.parley.identity.recovery.domain.Proof;
import dev.parley.identity.recovery.domain.Purpose;
import dev.parley.identity.user.domain.UserId;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A proof as it is stored. */
final class ProofDocument {

    private ProofDocument() {}

    static String id(UserId user, Purpose purpose) {
        return user.value() + "/" + purpose.wireName();
    }

    static Document write(Proof.State proof) {
        Document document = new Document("_id", id(proof.user(), proof.purpose()))
                .append("userId", proof.user().value())
                .append("purpose", proof.purpose().wireName())
                .append("version", proof.version() + 1)
                .append("mailed", proof.mailed().stream().map(Date::from).toList())
                .append("keptUntil", Date.from(proof.keptUntil()));
        Proof.Token token = proof.token();
        if (token != null) {
            document.append("mailId", token.mailId())
                    .append("addressKey", token.addressKey())
                    .append("requestedAt", Date.from(token.requestedAt()))
                    .append("expiresAt", Date.from(token.expiresAt()));
            Optional.ofNullable(token.hash()).ifPresent(hash -> document.append("tokenHash", hash));
        }
        return document;
    }

    static Proof read(Document document) {
        List<Instant> mailed = document.getList("mailed", Date.class).stream()
                .map(Date::toInstant)
                .toList();
        return Proof.restore(new Proof.State(
                new UserId(document.getString("userId")),
                Purpose.of(document.getString("purpose")),
                document.getLong("version"),
                token(document),
                mailed));
    }

    private static Proof.@Nullable Token token(Document document) {
        String mailId = document.getString("mailId");
        return mailId == null
                ? null
                : new Proof.Token(
                        mailId,
                        document.getString("tokenHash"),
                        document.getString("addressKey"),
                        document.getDate("requestedAt").toInstant(),
                        document.getDate("expiresAt").toInstant());
    }
}
