package dev.parley.catalog.product.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.MongoException;
import com.mongodb.client.model.Sorts;
import dev.parley.catalog.EventMessages;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductEvent;
import dev.parley.catalog.product.domain.Products;
import dev.parley.platform.events.AlreadyExists;
import dev.parley.platform.events.NewEvent;
import dev.parley.platform.events.OutboxCollection;
import dev.parley.platform.events.Outboxes;
import dev.parley.platform.mongo.Storage;
import dev.parley.platform.security.CurrentCaller;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.conversions.Bson;

/** Products in MongoDB. */
@ApplicationScoped
@Startup
public class MongoProducts implements Products {

    static final String COLLECTION = "products";

    private final OutboxCollection products;
    private final EventMessages<ProductEvent> messages;
    private final CurrentCaller caller;

    MongoProducts(Outboxes outboxes, EventMessages<ProductEvent> messages, CurrentCaller caller) {
        this.products = outboxes.openCompacted(COLLECTION, "catalog.products");
        this.messages = messages;
        this.caller = caller;
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
    public List<Product> findAll(Collection<String> ids) {
        return products.mongo().find(in("_id", ids)).map(ProductDocument::read).into(new ArrayList<>());
    }

    @Override
    public List<Product> page(String afterId, int limit) {
        return products.mongo()
                .find(gt("_id", afterId))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(ProductDocument::read)
                .into(new ArrayList<>());
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
    public boolean save(Product product, List<NewEvent> alongside) {
        try {
            return products.replace(
                    product.id(),
                    product.state().version() - 1,
                    ProductDocument.write(product),
                    events(product, alongside));
        } catch (MongoException e) {
            if (Storage.isDuplicateKey(e)) {
                return false;
            }
            throw e;
        }
    }

    private Optional<Product> one(Bson filter) {
        return Optional.ofNullable(products.mongo().find(filter).first()).map(ProductDocument::read);
    }

    private List<NewEvent> events(Product product, List<NewEvent> alongside) {
        String actor = caller.get().actor();
        Stream<NewEvent> own = product.events().stream()
                .map(event -> NewEvent.of(messages.of(event), product.state().updatedAt(), actor));
        return Stream.concat(own, alongside.stream()).toList();
    }
}
