package dev.parley.catalog.product.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import dev.parley.platform.id.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Reads a collection in the order of its UUIDv7 ids, range by range. Some servers match a whole range before they sort
 * it, so a page without an upper bound would cost as much as the rest of the collection; the time span of a range
 * adapts to the density of ids. Other string ids are read too, in order.
 */
final class IdRanges implements Iterator<List<Document>> {

    private static final long EARLIEST = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();
    private static final long FIRST_WIDTH = 1_000;

    private final MongoCollection<Document> collection;
    private final Bson fields;
    private final int size;
    private String after;
    private long from;
    private long width = FIRST_WIDTH;
    private boolean ended;

    /** @param fields the projection */
    IdRanges(MongoCollection<Document> collection, Bson fields, String after, int size) {
        this.collection = collection;
        this.fields = fields;
        this.after = after;
        this.size = size;
        this.from = EARLIEST;
        this.from = millis(after);
    }

    @Override
    public boolean hasNext() {
        return !ended;
    }

    /** About a page of documents; empty when only the end was left. */
    @Override
    public List<Document> next() {
        if (ended) {
            throw new NoSuchElementException();
        }
        while (true) {
            long to = from + width;
            boolean last = to > System.currentTimeMillis();
            Bson range = last ? gt("_id", after) : and(gt("_id", after), lte("_id", firstOf(to)));
            List<Document> found = collection
                    .find(range)
                    .projection(fields)
                    .sort(Sorts.ascending("_id"))
                    .limit(size)
                    .into(new ArrayList<>());
            if (found.size() == size) {
                long first = millis(found.getFirst().getString("_id"));
                after = found.getLast().getString("_id");
                from = millis(after);
                width = Math.max(1, 2 * (from - first));
                return found;
            }
            ended = last;
            after = after.compareTo(firstOf(to)) > 0 ? after : firstOf(to);
            from = to;
            width *= found.size() < size / 2 ? 2 : 1;
            if (ended || !found.isEmpty()) {
                return found;
            }
        }
    }

    /** The creation time of the id; the start of its range for an id without a time. */
    private long millis(String id) {
        return Ids.isValid(id) ? Ids.timeOf(id).toEpochMilli() : from;
    }

    /** The smallest id of this moment. */
    private static String firstOf(long millis) {
        String hex = HexFormat.of().toHexDigits(millis, 12);
        return hex.substring(0, 8) + "-" + hex.substring(8);
    }
}
