package dev.parley.identity.user.mongo;

import static com.mongodb.client.model.Filters.eq;

import dev.parley.platform.privacy.Person;
import dev.parley.platform.privacy.PersonalData;
import dev.parley.platform.privacy.PersonalDocuments;
import jakarta.enterprise.context.ApplicationScoped;
import org.bson.Document;

/** The account itself. Nothing is left of it when the erasure begins: that it was purged, and the news of it, are one write. */
@ApplicationScoped
class PersonalAccount implements PersonalData {

    private final PersonalDocuments documents;

    PersonalAccount(PersonalDocuments documents) {
        this.documents = documents;
    }

    @Override
    public String name() {
        return "account";
    }

    @Override
    public Iterable<Document> export(Person person) {
        return documents.find(
                MongoUsers.COLLECTION, eq("_id", person.userId()), "passwordHash", "emailKey", "usernameKey");
    }

    @Override
    public long erase(Person person) {
        return 0;
    }
}
