package dev.parley.catalog.product.mongo;

import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.max;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductProblem;
import dev.parley.catalog.product.domain.ProductStatus;
import dev.parley.catalog.product.domain.Products;
import dev.parley.platform.WireName;
import dev.parley.platform.events.AlreadyExists;
import dev.parley.platform.events.OutboxCollection;
import dev.parley.platform.events.Outboxes;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.StartOrder;
import dev.parley.platform.events.VersionClash;
import dev.parley.platform.events.WireEvents;
import dev.parley.platform.mongo.Fields;
import dev.parley.platform.mongo.RetryingWrites;
import dev.parley.platform.security.CurrentCaller;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jboss.logging.Logger;

/** Products in MongoDB. */
@ApplicationScoped
@Startup(StartOrder.OUTBOXES)
public class MongoProducts implements Products {

    static final String COLLECTION = "products";

    /** Excludes the outbox: the newest event of a product repeats its whole public state. */
    private static final Bson STATE = exclude(List.copyOf(OutboxCollection.OUTBOX));

    private static final Logger LOG = Logger.getLogger(MongoProducts.class);

    private final OutboxCollection products;
    private final WireEvents<Product> wireEvents;
    private final CurrentCaller caller;
    private final MongoDatabase database;
    private final RetryingWrites writes;

    MongoProducts(
            Outboxes outboxes,
            WireEvents<Product> wireEvents,
            CurrentCaller caller,
            MongoDatabase database,
            RetryingWrites writes) {
        this.products = outboxes.openCompacted(COLLECTION, "catalog.products");
        this.wireEvents = wireEvents;
        this.caller = caller;
        this.database = database;
        this.writes = writes;
    }

    @Override
    public Optional<Product> find(ProductId id) {
        return one(eq("_id", id.value()));
    }

    @Override
    public Optional<Product> findBySlug(String slug) {
        return one(eq(ProductDocument.SLUG, slug)).or(() -> one(eq(ProductDocument.OLD_SLUGS, slug)));
    }

    @Override
    public Optional<Product> findByKey(String key) {
        return one(eq(ProductDocument.KEY, key));
    }

    @Override
    public List<Product> holding(Collection<Sku> skus) {
        Map<ProductId, Product> holders = new LinkedHashMap<>(); // the embedded server finds one for each of its SKUs
        products.mongo()
                .find(in(ProductDocument.SKUS, values(skus)))
                .projection(STATE)
                .map(ProductDocument::read)
                .forEach(product -> holders.put(product.id(), product));
        return List.copyOf(holders.values());
    }

    @Override
    public List<ProductId> expectingSince(Instant before, int most) {
        return until(before, ProductDocument.EXPECTING_SINCE, most);
    }

    @Override
    public List<ProductId> deletedBefore(Instant before, int most) {
        return until(before, ProductDocument.DELETED_AT, most);
    }

    private List<ProductId> until(Instant before, String field, int most) {
        return products.mongo()
                .find(lte(field, Date.from(before)))
                .projection(include("_id"))
                .sort(Sorts.ascending(field))
                .limit(most)
                .map(document -> new ProductId(Fields.text(document, "_id")))
                .into(new ArrayList<>());
    }

    @Override
    public Map<String, Integer> activeByCategory() {
        Map<String, Integer> counts = new HashMap<>();
        products.mongo()
                .aggregate(List.of(
                        match(eq(ProductDocument.STATUS, WireName.of(ProductStatus.ACTIVE))),
                        group("$" + ProductDocument.CATEGORY, sum("count", 1))))
                .forEach(count -> counts.put(
                        Fields.text(count, "_id"),
                        count.get("count", Number.class).intValue()));
        return counts;
    }

    @Override
    public List<ProductId> inCategory(String slug, int most) {
        return products.mongo()
                .find(eq(ProductDocument.CATEGORY, slug))
                .projection(include("_id"))
                .limit(most)
                .map(document -> new ProductId(Fields.text(document, "_id")))
                .into(new ArrayList<>());
    }

    @Override
    public void purge(ProductId id, Instant deletedBefore) {
        writes.run(() -> products.mongo()
                .deleteOne(and(
                        eq("_id", id.value()),
                        lte(ProductDocument.DELETED_AT, Date.from(deletedBefore)),
                        exists("outboxSince", false),
                        exists("outboxResend", false))));
    }

    @Override
    public void scraped(ProductId id, Instant at) {
        writes.run(() ->
                products.mongo().updateOne(eq("_id", id.value()), max(ProductDocument.SCRAPED_AT, Date.from(at))));
    }

    @Override
    public Found findAll(Collection<ProductId> ids) {
        List<String> wanted = ids.stream().map(ProductId::value).toList();
        return read(products.mongo().find(in("_id", wanted)).projection(STATE));
    }

    @Override
    public Iterator<Found> pages(Optional<ProductId> after, int pageSize) {
        Iterator<List<Document>> ranges = new IdRanges(
                products.mongo(), STATE, after.map(ProductId::value).orElse(""), pageSize);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return ranges.hasNext();
            }

            @Override
            public Found next() {
                return read(ranges.next());
            }
        };
    }

    @Override
    public String storeId() {
        // The first migration runs once, when the database is created.
        Document made =
                database.getCollection("schema_versions").find(eq("_id", 1)).first();
        return String.valueOf(made == null ? null : made.getDate("appliedAt").toInstant());
    }

    private static Found read(Iterable<Document> documents) {
        List<Product> readable = new ArrayList<>();
        Set<ProductId> unreadable = new HashSet<>();
        for (Document document : documents) {
            try {
                readable.add(ProductDocument.read(document));
            } catch (RuntimeException e) { // an invalid document must not fail the others
                LOG.debugf(e, "Product document unreadable: productId=%s", document.get("_id"));
                unreadable.add(new ProductId(String.valueOf(document.get("_id"))));
            }
        }
        return new Found(readable, unreadable);
    }

    @Override
    public void insert(Product product, List<PendingEvent> alongside) {
        store(product, alongside, events -> products.insert(ProductDocument.write(product), events));
    }

    @Override
    public void save(Product product, List<PendingEvent> alongside) {
        if (!product.events().isEmpty()) {
            store(
                    product,
                    alongside,
                    events -> products.save(
                            product.id().value(), product.version(), ProductDocument.write(product), events));
        }
    }

    private void store(Product product, List<PendingEvent> alongside, Consumer<List<PendingEvent>> write) {
        Stream<PendingEvent> own = wireEvents.of(product, caller.get().actor()).stream();
        try {
            write.accept(Stream.concat(own, alongside.stream()).toList());
        } catch (AlreadyExists e) {
            throw taken(product);
        }
        product.saved();
    }

    /** A taken SKU belongs to another product permanently; a taken key or slug is a concurrent write. */
    private RuntimeException taken(Product product) {
        return one(and(in(ProductDocument.SKUS, values(product.skus())), ne(ProductDocument.KEY, product.key())))
                .flatMap(other ->
                        product.skus().stream().filter(other.skus()::contains).findFirst())
                .<RuntimeException>map(ProductProblem.SkuTaken::new)
                .orElseGet(VersionClash::new);
    }

    private static List<String> values(Collection<Sku> skus) {
        return skus.stream().map(Sku::value).toList();
    }

    private Optional<Product> one(Bson filter) {
        return Optional.ofNullable(
                        products.mongo().find(filter).projection(STATE).first())
                .map(ProductDocument::read);
    }
}
