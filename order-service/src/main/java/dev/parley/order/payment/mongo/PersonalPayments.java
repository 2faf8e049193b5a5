package dev.parley.order.payment.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoDatabase;
import dev.parley.platform.privacy.Person;
import dev.parley.platform.privacy.PersonalData;
import dev.parley.platform.privacy.PersonalDocuments;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/**
 * The payments of a person's orders. They reference only the order, so they are anonymous once the order is anonymized.
 */
@ApplicationScoped
class PersonalPayments implements PersonalData {

    private final PersonalDocuments documents;
    private final MongoDatabase database;

    PersonalPayments(PersonalDocuments documents, MongoDatabase database) {
        this.documents = documents;
        this.database = database;
    }

    @Override
    public String name() {
        return "payments";
    }

    @Override
    public Iterable<Document> export(Person person) {
        List<String> orders = database.getCollection("orders")
                .find(eq("userId", person.userId()))
                .map(order -> order.getString("_id"))
                .into(new ArrayList<>());
        return documents.find("payments", in("_id", orders));
    }

    @Override
    public long erase(Person person) {
        return 0;
    }
}
