package dev.parley.cart.cart.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;

import dev.parley.platform.privacy.Person;
import dev.parley.platform.privacy.PersonalData;
import dev.parley.platform.privacy.PersonalDocuments;
import jakarta.enterprise.context.ApplicationScoped;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * A person's carts, including those of linked guests. A cart that is frozen for an order is erased once the order has
 * ended.
 */
@ApplicationScoped
class PersonalCarts implements PersonalData {

    private final PersonalDocuments documents;

    PersonalCarts(PersonalDocuments documents) {
        this.documents = documents;
    }

    @Override
    public String name() {
        return "carts";
    }

    @Override
    public Iterable<Document> export(Person person) {
        return documents.find("carts", of(person));
    }

    @Override
    public long erase(Person person) {
        return documents.remove("carts", of(person), ne("status", "checkout"));
    }

    private static Bson of(Person person) {
        return or(eq("userId", person.userId()), in("anonymousId", person.guests()));
    }
}
