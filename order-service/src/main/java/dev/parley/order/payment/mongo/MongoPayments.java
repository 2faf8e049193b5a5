package dev.parley.order.payment.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.parley.order.payment.domain.Payment;
import dev.parley.order.payment.domain.Payments;
import dev.parley.platform.money.MoneyDocument;
import dev.parley.platform.mongo.MongoErrors;
import dev.parley.platform.mongo.RetryingWrites;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The collection {@code payments}: {@code _id} is what is paid for, so the database itself refuses a second payment for
 * it.
 */
@ApplicationScoped
class MongoPayments implements Payments {

    private final MongoCollection<Document> payments;
    private final RetryingWrites writes;

    MongoPayments(MongoDatabase database, RetryingWrites writes) {
        this.payments = database.getCollection("payments");
        this.writes = writes;
    }

    @Override
    public Optional<Payment> of(String reference) {
        return Optional.ofNullable(payments.find(eq("_id", reference)).first()).map(MongoPayments::read);
    }

    @Override
    public Payment begin(Payment attempt) {
        try {
            writes.run(() -> payments.insertOne(write(attempt)));
            return attempt;
        } catch (MongoWriteException e) {
            if (MongoErrors.isDuplicateKey(e)) {
                return begunAgain(attempt);
            }
            throw e;
        }
    }

    /** What ends the payment must know of the latest attempt: it may be under way after the first is long over. */
    private Payment begunAgain(Payment attempt) {
        if (attempt.attemptedAt() != null) {
            writes.run(() -> payments.updateOne(
                    and(eq("_id", attempt.reference()), eq("status", name(Payment.Status.PENDING))),
                    set("attemptedAt", date(attempt.attemptedAt()))));
        }
        return kept(attempt.reference());
    }

    @Override
    public Payment decide(Payment decided) {
        Document decision = new Document("status", name(decided.status()));
        putIfPresent(decision, "decidedAt", date(decided.decidedAt()));
        putIfPresent(decision, "reason", decided.reason());
        writes.run(() -> payments.updateOne(
                and(eq("_id", decided.reference()), eq("status", name(Payment.Status.PENDING))),
                new Document("$set", decision)));
        return kept(decided.reference());
    }

    @Override
    public Payment end(Payment ended) {
        if (!endOpen(ended)) {
            begin(ended);
            // An attempt may have come between the two.
            endOpen(ended);
        }
        return kept(ended.reference());
    }

    private boolean endOpen(Payment ended) {
        Document end = new Document("status", name(ended.status()));
        putIfPresent(end, "endedAt", date(ended.decidedAt()));
        return writes.run(() -> payments.updateOne(
                                and(
                                        eq("_id", ended.reference()),
                                        in("status", name(Payment.Status.PENDING), name(Payment.Status.AUTHORIZED))),
                                new Document("$set", end)))
                        .getMatchedCount()
                > 0;
    }

    private Payment kept(String reference) {
        return of(reference).orElseThrow(() -> new IllegalStateException("A payment has vanished"));
    }

    private static Document write(Payment payment) {
        Document document = new Document("_id", payment.reference())
                .append("paymentId", payment.id())
                .append("provider", payment.provider())
                .append("amount", MoneyDocument.write(payment.amount()))
                .append("status", name(payment.status()));
        putIfPresent(document, "reason", payment.reason());
        putIfPresent(document, "attemptedAt", date(payment.attemptedAt()));
        putIfPresent(document, "decidedAt", date(payment.decidedAt()));
        return document;
    }

    private static Payment read(Document document) {
        return new Payment(
                Objects.requireNonNull(document.getString("_id")),
                Objects.requireNonNull(document.getString("paymentId")),
                Objects.requireNonNull(document.getString("provider")),
                MoneyDocument.read(Objects.requireNonNull(document.get("amount", Document.class))),
                Payment.Status.valueOf(
                        Objects.requireNonNull(document.getString("status")).toUpperCase(Locale.ROOT)),
                document.getString("reason"),
                instant(document.getDate("attemptedAt")),
                instant(document.getDate("decidedAt")));
    }

    private static void putIfPresent(Document document, String field, @Nullable Object value) {
        if (value != null) {
            document.append(field, value);
        }
    }

    private static @Nullable Date date(@Nullable Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }

    private static String name(Payment.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
