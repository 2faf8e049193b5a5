package dev.parley.identity.recovery.mongo;

import dev.parley.identity.recovery.domain.EmailChallenge;
import dev.parley.identity.recovery.domain.Purpose;
import dev.parley.identity.user.domain.UserId;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A challenge as it is stored. */
final class EmailChallengeDocument {

    private EmailChallengeDocument() {}

    static String id(UserId user, Purpose purpose) {
        return user.value() + "/" + purpose.wireName();
    }

    static Document write(EmailChallenge.State challenge) {
        Document document = new Document("_id", id(challenge.user(), challenge.purpose()))
                .append("userId", challenge.user().value())
                .append("purpose", challenge.purpose().wireName())
                .append("version", challenge.version() + 1)
                .append("mailed", challenge.mailed().stream().map(Date::from).toList())
                .append("keptUntil", Date.from(challenge.keptUntil()));
        EmailChallenge.Token token = challenge.token();
        if (token != null) {
            document.append("mailId", token.mailId())
                    .append("addressKey", token.addressKey())
                    .append("requestedAt", Date.from(token.requestedAt()))
                    .append("expiresAt", Date.from(token.expiresAt()));
            Optional.ofNullable(token.hash()).ifPresent(hash -> document.append("tokenHash", hash));
        }
        return document;
    }

    static EmailChallenge read(Document document) {
        List<Instant> mailed = document.getList("mailed", Date.class).stream()
                .map(Date::toInstant)
                .toList();
        return EmailChallenge.restore(new EmailChallenge.State(
                new UserId(document.getString("userId")),
                Purpose.of(document.getString("purpose")),
                document.getLong("version"),
                token(document),
                mailed));
    }

    private static EmailChallenge.@Nullable Token token(Document document) {
        String mailId = document.getString("mailId");
        return mailId == null
                ? null
                : new EmailChallenge.Token(
                        mailId,
                        document.getString("tokenHash"),
                        document.getString("addressKey"),
                        document.getDate("requestedAt").toInstant(),
                        document.getDate("expiresAt").toInstant());
    }
}
