package dev.parley.order.payment.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.parley.order.payment.domain.Payment;
import dev.parley.order.payment.domain.Payments;
import dev.parley.platform.money.MoneyDocument;
import dev.parley.platform.mongo.Storage;
import dev.parley.platform.mongo.Writes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Date;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;

/** The collection {@code payments}: {@code _id} is what is paid for, so the database itself refuses a second payment for it. */
@ApplicationScoped
class MongoPayments implements Payments {

    private final MongoCollection<Document> payments;
    private final Writes writes;

    MongoPayments(MongoDatabase database, Writes writes) {
        this.payments = database.getCollection("payments");
        this.writes = writes;
    }

    @Override
    public Optional<Payment> of(String reference) {
        return Optional.ofNullable(payments.find(eq("_id", reference)).first()).map(MongoPayments::read);
    }

    @Override
    public Payment keepFirst(Payment decided) {
        try {
            writes.run(() -> payments.insertOne(write(decided)));
            return decided;
        } catch (MongoWriteException e) {
            if (Storage.isDuplicateKey(e)) {
                return kept(decided.reference());
            }
            throw e;
        }
    }

    @Override
    public Payment end(Payment ended) {
        if (!endAuthorised(ended)) {
            keepFirst(ended);
            // An authorisation may have come between the two.
            endAuthorised(ended);
        }
        return kept(ended.reference());
    }

    private boolean endAuthorised(Payment ended) {
        return writes.run(() -> payments.updateOne(
                                and(eq("_id", ended.reference()), eq("status", name(Payment.Status.AUTHORIZED))),
                                new Document(
                                        "$set",
                                        new Document("status", name(ended.status()))
                                                .append("endedAt", Date.from(ended.decidedAt())))))
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
                .append("status", name(payment.status()))
                .append("decidedAt", Date.from(payment.decidedAt()));
        if (payment.reason() != null) {
            document.append("reason", payment.reason());
        }
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
                Objects.requireNonNull(document.getDate("decidedAt")).toInstant());
    }

    private static String name(Payment.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
