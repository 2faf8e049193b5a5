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
 * A person's orders. The books need their number, lines, money and country, and they keep those; buyer and addresses
 * become nobody's. An order that is still to be paid keeps its payment token until it is, or is given up: minutes.
 */
@ApplicationScoped
class PersonalOrders implements PersonalData {

    /** Stands where somebody was. */
    private static final String NOBODY = "erased";

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
            Document nobodys = order.containsKey("voidedFor") ? voided(order) : anonymous(order);
            orders.replace(order.getString("_id"), order.getLong("version"), nobodys, List.of());
            erased++;
        }
        return erased;
    }

    private static Bson of(Person person) {
        return or(eq("userId", person.userId()), eq("voidedFor", person.userId()));
    }

    private static Document voided(Document order) {
        return new Document(order).append("voidedFor", NOBODY);
    }

    private static Document anonymous(Document order) {
        return new Document(order)
                .append("userId", NOBODY)
                .append("shippingAddress", nowhere(order.get("shippingAddress", Document.class)))
                .append("billingAddress", nowhere(order.get("billingAddress", Document.class)))
                .append("timeline", withoutWords(order.getList("timeline", Document.class)));
    }

    private static Document nowhere(Document address) {
        return new Document("name", NOBODY)
                .append("line1", NOBODY)
                .append("city", NOBODY)
                .append("postalCode", NOBODY)
                .append("country", address.getString("country"));
    }

    /** A note may hold what the buyer gave as a reason. */
    private static List<Document> withoutWords(List<Document> timeline) {
        return timeline.stream()
                .map(step -> new Document(step).append("note", ""))
                .toList();
    }
}
