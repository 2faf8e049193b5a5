package dev.parley.identity.privacy.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import dev.parley.identity.privacy.application.Receipts;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.mongo.RetryingWrites;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The collection {@code erasures}: one document per person, a field per service. */
@ApplicationScoped
class MongoReceipts implements Receipts {

    private static final String FIRST = "services";
    private static final String SECOND = "repeats";

    private final MongoCollection<Document> erasures;
    private final RetryingWrites writes;

    MongoReceipts(MongoDatabase database, RetryingWrites writes) {
        this.erasures = database.getCollection("erasures");
        this.writes = writes;
    }

    @Override
    public void keep(UserId user, String service, boolean repeated, Map<String, Long> counts, Instant at) {
        Document receipt = new Document("at", Date.from(at)).append("counts", new Document(new TreeMap<>(counts)));
        String field = (repeated ? SECOND : FIRST) + "." + service;
        writes.runUpsert(() ->
                erasures.updateOne(eq("_id", user.value()), set(field, receipt), new UpdateOptions().upsert(true)));
    }

    @Override
    public Map<String, Receipt> of(UserId user) {
        Document erasure = Optional.ofNullable(
                        erasures.find(eq("_id", user.value())).first())
                .orElseGet(Document::new);
        Document first = erasure.get(FIRST, new Document());
        Document second = erasure.get(SECOND, new Document());
        Map<String, Receipt> receipts = new TreeMap<>();
        for (Document side : new Document[] {first, second}) {
            for (String service : side.keySet()) {
                receipts.computeIfAbsent(
                        service, it -> receipt(first.get(it, Document.class), second.get(it, Document.class)));
            }
        }
        return receipts;
    }

    private static Receipt receipt(@Nullable Document first, @Nullable Document second) {
        return new Receipt(at(first), counts(first), at(second), counts(second));
    }

    private static Optional<Instant> at(@Nullable Document receipt) {
        return Optional.ofNullable(receipt).map(it -> it.getDate("at").toInstant());
    }

    private static Map<String, Long> counts(@Nullable Document receipt) {
        Map<String, Long> counts = new TreeMap<>();
        if (receipt != null) {
            receipt.get("counts", new Document())
                    .forEach((what, many) -> counts.put(what, ((Number) many).longValue()));
        }
        return counts;
    }
}
