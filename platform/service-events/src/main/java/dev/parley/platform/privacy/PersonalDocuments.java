package dev.parley.platform.privacy;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.exists;

import com.mongodb.client.MongoDatabase;
import dev.parley.platform.events.OutboxCollection;
import dev.parley.platform.mongo.RetryingWrites;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The usual ways to export and erase personal documents. */
@ApplicationScoped
public class PersonalDocuments {

    private final MongoDatabase database;
    private final RetryingWrites writes;

    PersonalDocuments(MongoDatabase database, RetryingWrites writes) {
        this.database = database;
        this.writes = writes;
    }

    /**
     * Documents that are exported and removed as they are: the usual case.
     *
     * <pre>{@code
     * @Produces
     * @Singleton
     * PersonalData wishes(PersonalDocuments documents) {
     *     return documents.held("wishes", "wishes", person -> in("userId", person.ids()));
     * }
     * }</pre>
     *
     * @param secrets fields that are never exported
     */
    public PersonalData held(String name, String collection, Function<Person, Bson> theirs, String... secrets) {
        return new PersonalData() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Iterable<Document> export(Person person) {
                return find(collection, theirs.apply(person), secrets);
            }

            @Override
            public long erase(Person person) {
                return remove(collection, theirs.apply(person));
            }
        };
    }

    /** The stored documents, without the outbox and secret fields, such as hashes of secrets. */
    public Iterable<Document> find(String collection, Bson theirs, String... secrets) {
        return database.getCollection(collection).find(theirs).map(document -> {
            document.keySet().removeAll(OutboxCollection.OUTBOX);
            document.keySet().removeAll(Set.of(secrets));
            return document;
        });
    }

    /** Removes them; documents with unsent events must wait. */
    public long remove(String collection, Bson theirs) {
        return remove(collection, theirs, exists("_id"));
    }

    /**
     * Removes them.
     *
     * @param now which of them can be removed already
     * @throws dev.parley.platform.problem.Problem 503 when others are left, or documents with unsent events
     */
    public long remove(String collection, Bson theirs, Bson now) {
        var documents = database.getCollection(collection);
        Bson removable = and(theirs, now, exists("outboxSince", false));
        long removed = writes.run(() -> documents.deleteMany(removable)).getDeletedCount();
        if (documents.find(theirs).first() != null) {
            throw Problems.unavailable("Data of " + collection, Duration.ofSeconds(1));
        }
        return removed;
    }
}
