package dev.parley.order.payment.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static dev.parley.platform.mongo.Fields.date;
import static dev.parley.platform.mongo.Fields.optionalInstant;
import static dev.parley.platform.mongo.Fields.text;
import static dev.parley.platform.mongo.Fields.withoutNulls;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.parley.order.payment.domain.Payment;
import dev.parley.order.payment.domain.PaymentId;
import dev.parley.order.payment.domain.PaymentReference;
import dev.parley.order.payment.domain.Payments;
import dev.parley.platform.WireName;
import dev.parley.platform.money.MoneyDocument;
import dev.parley.platform.mongo.RetryingWrites;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;

/** The collection {@code payments}: {@code _id} is the reference, so the database rejects a second payment. */
@ApplicationScoped
class MongoPayments implements Payments {

    private final MongoCollection<Document> payments;
    private final RetryingWrites writes;

    MongoPayments(MongoDatabase database, RetryingWrites writes) {
        this.payments = database.getCollection("payments");
        this.writes = writes;
    }

    @Override
    public Optional<Payment> find(PaymentReference reference) {
        return Optional.ofNullable(payments.find(eq("_id", reference.value())).first())
                .map(MongoPayments::read);
    }

    @Override
    public Payment begin(Payment attempt) {
        if (writes.insertIfAbsent(payments, write(attempt))) {
            return attempt;
        }
        // The end of the payment must see the latest attempt, which may be in progress long after the first has
        // finished.
        if (attempt.wasAttempted()) {
            setWhile(
                    attempt.reference(),
                    new Document("attemptedAt", date(attempt.state().attemptedAt())),
                    Payment.Status.PENDING);
        }
        return stored(attempt.reference());
    }

    @Override
    public Payment decide(Payment decided) {
        Payment.State state = decided.state();
        Document decision = new Document("status", WireName.of(state.status()))
                .append("decidedAt", date(state.decidedAt()))
                .append("reason", state.reason());
        setWhile(state.reference(), decision, Payment.Status.PENDING);
        return stored(state.reference());
    }

    @Override
    public Payment end(Payment ended) {
        if (!endOpen(ended)) {
            begin(ended);
            // A concurrent attempt may have been stored in between.
            endOpen(ended);
        }
        return stored(ended.reference());
    }

    private boolean endOpen(Payment ended) {
        Document end = new Document("status", WireName.of(ended.status()))
                .append("endedAt", date(ended.state().decidedAt()));
        return setWhile(ended.reference(), end, Payment.Status.PENDING, Payment.Status.AUTHORIZED);
    }

    /** Sets these fields while the payment has one of these statuses. */
    private boolean setWhile(PaymentReference reference, Document fields, Payment.Status... statuses) {
        var open = in("status", Arrays.stream(statuses).map(WireName::of).toList());
        return writes.run(() -> payments.updateOne(
                                and(eq("_id", reference.value()), open), new Document("$set", withoutNulls(fields))))
                        .getMatchedCount()
                > 0;
    }

    private Payment stored(PaymentReference reference) {
        return find(reference).orElseThrow(() -> new IllegalStateException("Payments are never removed"));
    }

    private static Document write(Payment payment) {
        Payment.State state = payment.state();
        return withoutNulls(new Document("_id", state.reference().value())
                .append("paymentId", state.id().value())
                .append("provider", state.provider())
                .append("amount", MoneyDocument.write(state.amount()))
                .append("status", WireName.of(state.status()))
                .append("reason", state.reason())
                .append("attemptedAt", date(state.attemptedAt()))
                .append("decidedAt", date(state.decidedAt())));
    }

    private static Payment read(Document document) {
        return Payment.restore(new Payment.State(
                new PaymentReference(text(document, "_id")),
                new PaymentId(text(document, "paymentId")),
                text(document, "provider"),
                MoneyDocument.read(Objects.requireNonNull(document.get("amount", Document.class))),
                WireName.read(Payment.Status.class, text(document, "status")),
                document.getString("reason"),
                optionalInstant(document, "attemptedAt").orElse(null),
                optionalInstant(document, "decidedAt").orElse(null)));
    }
}
