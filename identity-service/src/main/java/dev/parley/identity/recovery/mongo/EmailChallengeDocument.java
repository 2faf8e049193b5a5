package dev.parley.identity.recovery.mongo;

import static dev.parley.platform.mongo.Fields.instant;
import static dev.parley.platform.mongo.Fields.text;
import static dev.parley.platform.mongo.Fields.withoutNulls;

import dev.parley.identity.recovery.domain.EmailChallenge;
import dev.parley.identity.recovery.domain.Purpose;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.WireName;
import java.util.Date;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A challenge as it is stored. */
final class EmailChallengeDocument {

    private EmailChallengeDocument() {}

    static String id(UserId user, Purpose purpose) {
        return user.value() + "/" + WireName.kebab(purpose);
    }

    static Document write(EmailChallenge.State challenge) {
        Document document = new Document("_id", id(challenge.user(), challenge.purpose()))
                .append("userId", challenge.user().value())
                .append("purpose", WireName.kebab(challenge.purpose()))
                .append("version", challenge.version() + 1)
                .append("mailed", challenge.mailed().stream().map(Date::from).toList())
                .append("keptUntil", Date.from(challenge.keptUntil()));
        EmailChallenge.Token token = challenge.token();
        return token == null
                ? document
                : withoutNulls(document.append("mailId", token.mailId())
                        .append("addressKey", token.addressKey())
                        .append("requestedAt", Date.from(token.requestedAt()))
                        .append("expiresAt", Date.from(token.expiresAt()))
                        .append("tokenHash", token.hash()));
    }

    static EmailChallenge read(Document document) {
        return EmailChallenge.restore(new EmailChallenge.State(
                new UserId(text(document, "userId")),
                WireName.readKebab(Purpose.class, text(document, "purpose")),
                document.getLong("version"),
                token(document),
                document.getList("mailed", Date.class).stream()
                        .map(Date::toInstant)
                        .toList()));
    }

    private static EmailChallenge.@Nullable Token token(Document document) {
        String mailId = document.getString("mailId");
        return mailId == null
                ? null
                : new EmailChallenge.Token(
                        mailId,
                        document.getString("tokenHash"),
                        text(document, "addressKey"),
                        instant(document, "requestedAt"),
                        instant(document, "expiresAt"));
    }
}
