package dev.parley.analytics.activity;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.rename;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.parley.analytics.rollup.Facts;
import dev.parley.analytics.rollup.Figures;
import dev.parley.analytics.rollup.Rollups;
import dev.parley.platform.mongo.RetryingWrites;
import dev.parley.platform.privacy.Person;
import dev.parley.platform.privacy.PersonalData;
import dev.parley.platform.privacy.PersonalDocuments;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** A person's search queries; the counts of zero-result queries are recomputed without them. */
@ApplicationScoped
class PersonalSearches implements PersonalData {

    /** The bucket that a fact was removed from, until the bucket is recomputed. */
    private static final String LEFT = "leftBucket";

    private final MongoCollection<Document> searches;
    private final PersonalDocuments documents;
    private final Rollups rollups;
    private final Activity activity;
    private final RetryingWrites writes;

    PersonalSearches(
            MongoDatabase database,
            PersonalDocuments documents,
            Rollups rollups,
            Activity activity,
            RetryingWrites writes) {
        this.searches = database.getCollection(Activity.SEARCHES);
        this.documents = documents;
        this.rollups = rollups;
        this.activity = activity;
        this.writes = writes;
    }

    @Override
    public String name() {
        return "searches";
    }

    @Override
    public Iterable<Document> export(Person person) {
        return documents.find(Activity.SEARCHES, of(person), Facts.BUCKET);
    }

    /** Facts are removed from their buckets before they are deleted, so that an erasure can resume after a crash. */
    @Override
    public long erase(Person person) {
        Bson counted = and(of(person), exists(Facts.BUCKET));
        writes.run(() -> searches.updateMany(counted, rename(Facts.BUCKET, LEFT)));
        List<String> left = searches.distinct(LEFT, of(person), String.class).into(new ArrayList<>());
        Figures inVain = activity.zeroResultFigures();
        left.forEach(bucket -> rollups.rollAgain(bucket, inVain::of));
        return documents.remove(Activity.SEARCHES, of(person));
    }

    private static Bson of(Person person) {
        return in(Activity.ASKER, person.keys());
    }
}
