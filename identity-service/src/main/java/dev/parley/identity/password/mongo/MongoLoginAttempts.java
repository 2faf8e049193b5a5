package dev.parley.identity.password.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.parley.identity.password.application.LoginAttempts;
import dev.parley.identity.user.domain.UserProblem;
import dev.parley.platform.events.ExpiredDocuments;
import dev.parley.platform.mongo.RetryingWrites;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;

/** One document per row of failed attempts: {@code {_id, failures, lastAt}}. A day without an attempt ends the row. */
@ApplicationScoped
class MongoLoginAttempts implements LoginAttempts, ExpiredDocuments {

    static final String COLLECTION = "login_attempts";
    static final Duration KEPT = Duration.ofDays(1);

    private static final int TRIES = 5;

    private final MongoCollection<Document> attempts;
    private final RetryingWrites writes;
    private final Clock clock;

    MongoLoginAttempts(MongoDatabase database, RetryingWrites writes, Clock clock) {
        this.attempts = database.getCollection(COLLECTION);
        this.writes = writes;
        this.clock = clock;
    }

    @Override
    public int count(Key key) {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            Instant now = clock.instant();
            Bson locked = and(eq("_id", key.value()), gte("failures", MOST));
            if (matches(and(eq("_id", key.value()), lt("failures", MOST)), another(now))) {
                return failures(key);
            }
            if (matches(and(locked, lte("lastAt", lockedBefore(now))), first(now)) || isInserted(key, now)) {
                return 1;
            }
            Document lock = attempts.find(locked).first();
            if (lock != null) {
                Instant end = lock.getDate("lastAt").toInstant().plus(LOCKED);
                if (end.isAfter(now)) {
                    throw new UserProblem.LockedOut(Duration.between(now, end));
                }
            }
        }
        throw Problems.unavailable(
                "Signing in", Duration.ofSeconds(1)); // other instances begin and end rows concurrently
    }

    @Override
    public void add(Key key) {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            Instant now = clock.instant();
            Bson id = eq("_id", key.value());
            if (matches(and(id, gt("lastAt", lockedBefore(now))), another(now))
                    || matches(and(id, lte("lastAt", lockedBefore(now))), first(now))
                    || isInserted(key, now)) {
                return;
            }
        }
    }

    @Override
    public int failures(Key key) {
        Document row = attempts.find(and(eq("_id", key.value()), gt("lastAt", lockedBefore(clock.instant()))))
                .first();
        return row == null ? 0 : row.getInteger("failures");
    }

    private static Bson another(Instant now) {
        return combine(inc("failures", 1), set("lastAt", Date.from(now)));
    }

    private static Bson first(Instant now) {
        return combine(set("failures", 1), set("lastAt", Date.from(now)));
    }

    /** Locks that began before this moment have expired. */
    private static Date lockedBefore(Instant now) {
        return Date.from(now.minus(LOCKED));
    }

    private boolean matches(Bson filter, Bson update) {
        return writes.run(() -> attempts.updateOne(filter, update)).getMatchedCount() > 0;
    }

    private boolean isInserted(Key key, Instant now) {
        Document row = new Document("_id", key.value()).append("failures", 1).append("lastAt", Date.from(now));
        return writes.insertIfAbsent(attempts, row);
    }

    @Override
    public void takeBack(Key key) {
        matches(and(eq("_id", key.value()), gte("failures", 1)), inc("failures", -1));
    }

    @Override
    public void forget(Key key) {
        writes.run(() -> attempts.deleteOne(eq("_id", key.value())));
    }

    @Override
    public void forgetName(String typedName) {
        String everywhere = Key.everywhere(typedName).value();
        forget(Key.everywhere(typedName));
        Bson ofAnyNetwork = and(gte("_id", everywhere + "@"), lt("_id", everywhere + (char) ('@' + 1)));
        writes.run(() -> attempts.deleteMany(ofAnyNetwork));
    }

    @Override
    public Map<String, Bson> expiredAt(Instant now) {
        return Map.of(COLLECTION, lt("lastAt", Date.from(now.minus(KEPT))));
    }
}
