package dev.parley.identity.recovery.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.parley.identity.recovery.domain.EmailChallenge;
import dev.parley.identity.recovery.domain.EmailChallenges;
import dev.parley.identity.recovery.domain.Purpose;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.WireName;
import dev.parley.platform.events.VersionClash;
import dev.parley.platform.mongo.RetryingWrites;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

@ApplicationScoped
class MongoEmailChallenges implements EmailChallenges {

    static final String COLLECTION = "address_proofs";

    private final MongoCollection<Document> challenges;
    private final RetryingWrites writes;
    private final Clock clock;

    MongoEmailChallenges(MongoDatabase database, RetryingWrites writes, Clock clock) {
        this.challenges = database.getCollection(COLLECTION);
        this.writes = writes;
        this.clock = clock;
    }

    @Override
    public void save(EmailChallenge challenge) {
        Document document = EmailChallengeDocument.write(challenge.state());
        if (!store(document, challenge.version())) {
            throw new VersionClash();
        }
        challenge.saved();
    }

    private boolean store(Document document, long version) {
        if (version == 0) {
            return writes.insertIfAbsent(challenges, document);
        }
        Bson unchanged = and(eq("_id", document.get("_id")), eq("version", version));
        return writes.run(() -> challenges.replaceOne(unchanged, document)).getMatchedCount() > 0;
    }

    @Override
    public Optional<EmailChallenge> find(UserId user, Purpose purpose) {
        return first(eq("_id", EmailChallengeDocument.id(user, purpose)));
    }

    @Override
    public Optional<EmailChallenge> findByToken(Purpose purpose, String tokenHash) {
        return first(and(
                eq("tokenHash", tokenHash),
                eq("purpose", WireName.kebab(purpose)),
                gt("expiresAt", Date.from(clock.instant()))));
    }

    private Optional<EmailChallenge> first(Bson filter) {
        return Optional.ofNullable(challenges.find(filter).first()).map(EmailChallengeDocument::read);
    }
}
