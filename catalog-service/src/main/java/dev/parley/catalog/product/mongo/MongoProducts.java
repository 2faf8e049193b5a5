package dev.parley.catalog.product.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoDatabase;
import dev.parley.catalog.EventMessages;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductEvent;
import dev.parley.catalog.product.domain.Products;
import dev.parley.platform.events.AlreadyExists;
import dev.parley.platform.events.OutboxCollection;
import dev.parley.platform.events.Outboxes;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.StartOrder;
import dev.parley.platform.events.VersionClash;
import dev.parley.platform.security.CurrentCaller;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jboss.logging.Logger;

/** Products in MongoDB. */
@ApplicationScoped
@Startup(StartOrder.OUTBOXES)
public class MongoProducts implements Products {

    static final String COLLECTION = "products";

    private static final Logger LOG = Logger.getLogger(MongoProducts.class);

    private final OutboxCollection products;
    private final EventMessages<ProductEvent> messages;
    private final CurrentCaller caller;
    private final MongoDatabase database;

    MongoProducts(
            Outboxes outboxes, EventMessages<ProductEvent> messages, CurrentCaller caller, MongoDatabase database) {
        this.products = outboxes.openCompacted(COLLECTION, "catalog.products");
        this.messages = messages;
        this.caller = caller;
        this.database = database;
    }

    @Override
    public Optional<Product> find(String id) {
        return one(eq("_id", id));
    }

    @Override
    public Optional<Product> findBySlug(String slug) {
        return one(eq(ProductDocument.SLUG, slug));
    }

    @Override
    public Optional<Product> findByKey(String key) {
        return one(eq(ProductDocument.KEY, key));
    }

    @Override
    public Optional<Product> findBySku(String sku) {
        return one(eq(ProductDocument.SKUS, sku));
    }

    @Override
    public Found findAll(Collection<String> ids) {
        return read(products.mongo().find(in("_id", ids)));
    }

    @Override
    public Iterator<Found> pages(String afterId, int pageSize) {
        Iterator<List<Document>> ranges = new IdRanges(products.mongo(), afterId, pageSize);
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
        // The first migration runs once, when the database is made.
        Document made =
                database.getCollection("schema_versions").find(eq("_id", 1)).first();
        return String.valueOf(made == null ? null : made.getDate("appliedAt").toInstant());
    }

    private static Found read(Iterable<Document> documents) {
        List<Product> readable = new ArrayList<>();
        Set<String> unreadable = new HashSet<>();
        for (Document document : documents) {
            try {
                readable.add(ProductDocument.read(document));
            } catch (RuntimeException e) { // whatever is wrong with one document stays with it
                LOG.debugf(e, "A product is not readable productId=%s", document.get("_id"));
                unreadable.add(String.valueOf(document.get("_id")));
            }
        }
        return new Found(readable, unreadable);
    }

    @Override
    public boolean insert(Product product) {
        try {
            products.insert(ProductDocument.write(product), events(product, List.of()));
            return true;
        } catch (AlreadyExists e) {
            return false;
        }
    }

    @Override
    public boolean save(Product product, List<PendingEvent> alongside) {
        try {
            products.replace(
                    product.id(),
                    product.state().version() - 1,
                    ProductDocument.write(product),
                    events(product, alongside));
            return true;
        } catch (VersionClash | AlreadyExists e) {
            return false;
        }
    }

    private Optional<Product> one(Bson filter) {
        return Optional.ofNullable(products.mongo().find(filter).first()).map(ProductDocument::read);
    }

    private List<PendingEvent> events(Product product, List<PendingEvent> alongside) {
        String actor = caller.get().actor();
        Stream<PendingEvent> own = product.events().stream()
                .map(event ->
                        PendingEvent.of(messages.of(event), product.state().updatedAt(), actor));
        return Stream.concat(own, alongside.stream()).toList();
    }
}
