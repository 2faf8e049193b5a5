package dev.parley.identity.session.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;

import dev.parley.platform.privacy.Person;
import dev.parley.platform.privacy.PersonalData;
import dev.parley.platform.privacy.PersonalDocuments;
import jakarta.enterprise.context.ApplicationScoped;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The sessions of a person, and of their guests, for export and erasure. Pending sign-outs must complete before they
 * are erased.
 */
@ApplicationScoped
class PersonalSessions implements PersonalData {

    private final PersonalDocuments documents;

    PersonalSessions(PersonalDocuments documents) {
        this.documents = documents;
    }

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    public Iterable<Document> export(Person person) {
        return documents.find(MongoSessions.COLLECTION, of(person), "currentHash", "previousHash");
    }

    @Override
    public long erase(Person person) {
        documents.remove(MongoSignOuts.COLLECTION, eq("userId", person.userId()), exists("openSince", false));
        return documents.remove(MongoSessions.COLLECTION, of(person));
    }

    private static Bson of(Person person) {
        return or(eq("userId", person.userId()), in("anonymousId", person.guests()));
    }
}
