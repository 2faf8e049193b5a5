package dev.parley.analytics.rollup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoDatabase;
import dev.parley.analytics.rollup.Rollups.Bucket;
import dev.parley.platform.id.Ids;
import dev.parley.platform.mongo.RetryingWrites;
import dev.parley.platform.testing.StackResource;
import dev.parley.platform.testing.Tags;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two instances of the service working on the same bucket. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@Tag(Tags.STORAGE)
class RollupsStorageTest {

    @Inject
    MongoDatabase database;

    @Inject
    RetryingWrites writes;

    @Inject
    Facts facts;

    private Rollups one;
    private Rollups other;
    private final Bucket bucket = new Bucket("test", Instant.parse("2999-01-01T00:00:00Z"), Ids.next());

    @BeforeEach
    void twoInstances() {
        one = new Rollups(database, writes, facts);
        other = new Rollups(database, writes, facts);
    }

    @Test
    void aSlowWriterDoesNotRestoreAStaleFigure() {
        one.mark(bucket);

        one.roll(bucket, id -> {
            other.mark(bucket);
            other.roll(bucket, again -> new Document("count", 2));
            return new Document("count", 1);
        });

        assertEquals(2, stored().getInteger("count"));
        assertNull(stored().get(Rollups.STALE));
    }

    @Test
    void aBucketMarkedDuringItsComputationStaysStale() {
        one.mark(bucket);

        one.roll(bucket, id -> {
            other.mark(bucket);
            return new Document("count", 1);
        });

        assertEquals(1, stored().getInteger("count"));
        assertTrue(stored().getBoolean(Rollups.STALE));
        other.roll(bucket, id -> new Document("count", 2));
        assertEquals(2, stored().getInteger("count"));
        assertNull(stored().get(Rollups.STALE));
    }

    @Test
    void aMarkLeftByACrashIsRemovedByTheNextRun() {
        one.mark(bucket);
        one.roll(bucket, id -> new Document("count", 1));
        database.getCollection(Rollups.COLLECTION)
                .updateOne(new Document("_id", bucket.id()), new Document("$set", new Document(Rollups.STALE, true)));

        other.roll(bucket, id -> new Document("count", 1));

        assertNull(stored().get(Rollups.STALE));
    }

    private Document stored() {
        return database.getCollection(Rollups.COLLECTION)
                .find(new Document("_id", bucket.id()))
                .first();
    }
}
