package dev.parley.platform.events;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.bson.Document;

/** Sends the newest event of every document behind a compacted topic once more. */
final class OutboxRepublishing {

    private static final int DOCUMENTS_AT_ONCE = 200;

    private final MongoCollection<Document> documents;
    private final OutboxSends sends;
    private final OutboxSettling settling;
    private final Consumer<String> kick;

    /** @param kick has a document relayed at once */
    OutboxRepublishing(
            MongoCollection<Document> documents, OutboxSends sends, OutboxSettling settling, Consumer<String> kick) {
        this.documents = documents;
        this.sends = sends;
        this.settling = settling;
        this.kick = kick;
    }

    int sendAll() {
        int sent = 0;
        String after = "";
        while (true) {
            List<Document> some = documents
                    .find(and(gt("_id", after), exists(OutboxFields.LAST_SENT)))
                    .sort(ascending("_id"))
                    .projection(include(OutboxFields.LAST_SENT))
                    .limit(DOCUMENTS_AT_ONCE)
                    .into(new ArrayList<>());
            if (some.isEmpty()) {
                return sent;
            }
            CompletableFuture.allOf(some.stream()
                            .map(document -> sends.sendAgain(document.getString("_id"), lastSent(document)))
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
            List<String> overtaken = overtaken(some);
            if (!overtaken.isEmpty()) {
                settling.oweResend(overtaken);
                overtaken.forEach(kick);
            }
            sent += some.size();
            after = some.getLast().getString("_id");
        }
    }

    /** Those whose newest event may have gone out before the one just sent. */
    private List<String> overtaken(List<Document> sent) {
        List<String> overtaken = new ArrayList<>();
        List<String> ids =
                sent.stream().map(document -> document.getString("_id")).toList();
        List<String> events = sent.stream()
                .map(document -> lastSent(document).getString("id"))
                .toList();
        documents
                .find(in("_id", ids))
                .projection(include(OutboxFields.PENDING, OutboxFields.LAST_SENT))
                .forEach(now -> {
                    boolean waiting = !now.getList(OutboxFields.PENDING, Document.class, List.of())
                            .isEmpty();
                    if (waiting || !events.contains(lastSent(now).getString("id"))) {
                        overtaken.add(now.getString("_id"));
                    }
                });
        return overtaken;
    }

    private static Document lastSent(Document document) {
        return Objects.requireNonNull(document.get(OutboxFields.LAST_SENT, Document.class));
    }
}
