package dev.parley.identity.recovery.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.parley.identity.recovery.domain.EmailChallenge;
import dev.parley.identity.recovery.domain.EmailChallenges;
import dev.parley.identity.recovery.domain.Purpose;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.events.VersionClash;
import dev.parley.platform.mongo.MongoErrors;
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
        EmailChallenge.State state = challenge.state();
        Document document = EmailChallengeDocument.write(state);
        if (state.version() == 0) {
            insert(document);
            return;
        }
        Bson unchanged = and(eq("_id", document.get("_id")), eq("version", state.version()));
        if (writes.run(() -> challenges.replaceOne(unchanged, document)).getMatchedCount() == 0) {
            throw new VersionClash();
        }
    }

    private void insert(Document document) {
        try {
            writes.run(() -> challenges.insertOne(document));
        } catch (MongoException e) {
            if (MongoErrors.isDuplicateKey(e)) {
                throw new VersionClash();
            }
            throw e;
        }
    }

    @Override
    public Optional<EmailChallenge> find(UserId user, Purpose purpose) {
        return first(eq("_id", EmailChallengeDocument.id(user, purpose)));
    }

    @Override
    public Optional<EmailChallenge> findByToken(Purpose purpose, String tokenHash) {
        return first(and(
                eq("tokenHash", tokenHash),
                eq("purpose", purpose.wireName()),
                gt("expiresAt", Date.from(clock.instant()))));
    }

    private Optional<EmailChallenge> first(Bson filter) {
        return Optional.ofNullable(challenges.find(filter).first()).map(EmailChallengeDocument::read);
    }
}
