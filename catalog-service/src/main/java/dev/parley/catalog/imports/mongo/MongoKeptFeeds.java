package dev.parley.catalog.imports.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import dev.parley.catalog.imports.domain.FeedId;
import dev.parley.catalog.imports.domain.KeptFeeds;
import dev.parley.platform.events.ExpiredDocuments;
import dev.parley.platform.mongo.RetryingWrites;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;

/** Feeds in MongoDB, in chunks. Those of which a crash has lost the import expire. */
@ApplicationScoped
public class MongoKeptFeeds implements KeptFeeds, ExpiredDocuments {

    private static final String COLLECTION = "import_feeds";
    private static final String FEED_ID = "feedId";
    private static final String DATA = "data";
    private static final String EXPIRES_AT = "expiresAt";
    private static final int CHUNK = 1 << 20;
    private static final Duration KEPT_FOR = Duration.ofDays(7);

    private final MongoCollection<Document> chunks;
    private final RetryingWrites writes;
    private final Clock clock;

    MongoKeptFeeds(MongoDatabase database, RetryingWrites writes, Clock clock) {
        this.chunks = database.getCollection(COLLECTION);
        this.writes = writes;
        this.clock = clock;
    }

    @Override
    public InputStream keeping(FeedId id, InputStream body) {
        return new Keeping(id, body);
    }

    @Override
    public InputStream open(FeedId id) {
        return new Kept(id);
    }

    @Override
    public void delete(FeedId id) {
        writes.run(() -> chunks.deleteMany(eq(FEED_ID, id.value())));
    }

    @Override
    public Map<String, Bson> expiredAt(Instant now) {
        return Map.of(COLLECTION, lt(EXPIRES_AT, Date.from(now)));
    }

    private static String key(FeedId id, int number) {
        return id + ":" + number;
    }

    /** Stores what is read from a body. */
    private final class Keeping extends InputStream {

        private final FeedId id;
        private final InputStream body;
        private final byte[] chunk = new byte[CHUNK];
        private int filled;
        private int number;

        Keeping(FeedId id, InputStream body) {
            this.id = id;
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = body.read(bytes, offset, Math.min(length, CHUNK - filled));
            if (read > 0) {
                System.arraycopy(bytes, offset, chunk, filled, read);
                filled += read;
            }
            if (filled == CHUNK) {
                store();
            }
            return read;
        }

        @Override
        public void close() {
            if (filled > 0) {
                store();
            }
        }

        private void store() {
            String key = key(id, number++);
            Document document = new Document("_id", key)
                    .append(FEED_ID, id.value())
                    .append(DATA, new Binary(Arrays.copyOf(chunk, filled)))
                    .append(EXPIRES_AT, Date.from(clock.instant().plus(KEPT_FOR)));
            writes.runUpsert(() -> chunks.replaceOne(eq("_id", key), document, new ReplaceOptions().upsert(true)));
            filled = 0;
        }
    }

    /** Reads a kept feed with one chunk in memory. */
    private final class Kept extends InputStream {

        private final FeedId id;
        private InputStream chunk = InputStream.nullInputStream();
        private int number;

        Kept(FeedId id) {
            this.id = id;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int read = chunk.read(bytes, offset, length);
            if (read >= 0) {
                return read;
            }
            Document next = chunks.find(eq("_id", key(id, number++))).first();
            if (next == null) {
                return -1;
            }
            chunk = new ByteArrayInputStream(next.get(DATA, Binary.class).getData());
            return chunk.read(bytes, offset, length);
        }
    }
}
