package dev.parley.platform.privacy;

import static com.mongodb.client.model.Filters.in;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;

/** The first of two kinds of personal data of this test service. */
@ApplicationScoped
@Priority(2)
public class Notes implements PersonalData {

    static final String COLLECTION = "notes";

    /** Whether the tombstone existed before the erasure, by user. */
    static final Map<String, Boolean> buriedFirst = new ConcurrentHashMap<>();

    private final PersonalDocuments documents;
    private final ErasedUsers erased;

    Notes(PersonalDocuments documents, ErasedUsers erased) {
        this.documents = documents;
        this.erased = erased;
    }

    @Override
    public String name() {
        return "notes";
    }

    @Override
    public Iterable<Document> export(Person person) {
        return documents.find(COLLECTION, in("owner", person.ids()), "secret");
    }

    @Override
    public long erase(Person person) {
        buriedFirst.merge(person.userId(), person.ids().stream().allMatch(erased::has), Boolean::logicalAnd);
        return documents.remove(COLLECTION, in("owner", person.ids()));
    }
}
