package dev.parley.order.order.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.or;

import dev.parley.platform.events.OutboxCollection;
import dev.parley.platform.events.Outboxes;
import dev.parley.platform.privacy.Person;
import dev.parley.platform.privacy.PersonalData;
import dev.parley.platform.privacy.PersonalDocuments;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * A person's orders. Number, lines, amounts and country are kept for accounting; buyer, addresses and notes are
 * anonymized. A pending order keeps its payment token until it is confirmed or has ended: minutes.
 */
@ApplicationScoped
class PersonalOrders implements PersonalData {

    /** The placeholder for anonymized data. */
    private static final String ERASED = "erased";

    private final OutboxCollection orders;
    private final PersonalDocuments documents;

    PersonalOrders(Outboxes outboxes, PersonalDocuments documents) {
        this.orders = outboxes.open("orders", "order.orders");
        this.documents = documents;
    }

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public Iterable<Document> export(Person person) {
        return documents.find("orders", of(person));
    }

    @Override
    public long erase(Person person) {
        long erased = 0;
        for (Document order : orders.mongo().find(of(person)).into(new ArrayList<>())) {
            Document anonymous = order.containsKey("voidedFor") ? voided(order) : anonymized(order);
            orders.replace(order.getString("_id"), order.getLong("version"), anonymous, List.of());
            erased++;
        }
        return erased;
    }

    private static Bson of(Person person) {
        return or(eq("userId", person.userId()), eq("voidedFor", person.userId()));
    }

    private static Document voided(Document order) {
        return new Document(order).append("voidedFor", ERASED);
    }

    private static Document anonymized(Document order) {
        return new Document(order)
                .append("userId", ERASED)
                .append("shippingAddress", country(order.get("shippingAddress", Document.class)))
                .append("billingAddress", country(order.get("billingAddress", Document.class)))
                .append("timeline", withoutNotes(order.getList("timeline", Document.class)));
    }

    private static Document country(Document address) {
        return new Document("name", ERASED)
                .append("line1", ERASED)
                .append("city", ERASED)
                .append("postalCode", ERASED)
                .append("country", address.getString("country"));
    }

    /** A note may contain the buyer's reason. */
    private static List<Document> withoutNotes(List<Document> timeline) {
        return timeline.stream()
                .map(step -> new Document(step).append("note", ""))
                .toList();
    }
}
