package dev.parley.cart.cart.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.or;
import static dev.parley.platform.mongo.Fields.text;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.parley.cart.cart.domain.ProductFact;
import dev.parley.cart.cart.domain.ProductFacts;
import dev.parley.platform.money.MoneyDocument;
import dev.parley.platform.mongo.RetryingWrites;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The collection {@code product_facts}, one document per SKU, each guarded by the variant that owns the SKU and the
 * sequence of its product's last event.
 */
@ApplicationScoped
class MongoProductFacts implements ProductFacts {

    private final MongoCollection<Document> facts;
    private final RetryingWrites writes;

    MongoProductFacts(MongoDatabase database, RetryingWrites writes) {
        this.facts = database.getCollection("product_facts");
        this.writes = writes;
    }

    @Override
    public Optional<ProductFact> of(String sku) {
        return Optional.ofNullable(facts.find(eq("_id", sku)).first()).map(MongoProductFacts::read);
    }

    @Override
    public Map<String, ProductFact> of(Collection<String> skus) {
        Map<String, ProductFact> found = new HashMap<>();
        if (!skus.isEmpty()) {
            facts.find(in("_id", skus)).map(MongoProductFacts::read).forEach(fact -> found.put(fact.sku(), fact));
        }
        return found;
    }

    @Override
    public void store(String productId, long sequence, List<ProductFact> variants) {
        for (ProductFact variant : variants) {
            Document state = write(variant).append("sequence", sequence);
            Document whole = new Document("_id", variant.sku());
            whole.putAll(state);
            Bson older = and(
                    eq("_id", variant.sku()),
                    or(
                            and(eq("productId", productId), lt("sequence", sequence)),
                            // Sequences of two products are not comparable.
                            and(ne("productId", productId), lt("variantId", variant.variantId())),
                            and(ne("productId", productId), exists("variantId", false))));
            if (!replaced(older, state) && !writes.insertIfAbsent(facts, whole)) {
                replaced(older, state);
            }
        }
        List<String> skus = variants.stream().map(ProductFact::sku).toList();
        Bson gone = and(eq("productId", productId), nin("_id", skus), lt("sequence", sequence), eq("forSale", true));
        for (Document variant : facts.find(gone)) {
            writes.run(() -> facts.updateOne(
                    and(eq("_id", variant.get("_id")), eq("productId", productId), lt("sequence", sequence)),
                    new Document("$set", new Document("forSale", false).append("sequence", sequence))));
        }
    }

    private boolean replaced(Bson older, Document state) {
        return writes.run(() -> facts.updateOne(older, new Document("$set", state)))
                        .getMatchedCount()
                > 0;
    }

    private static Document write(ProductFact fact) {
        return new Document("productId", fact.productId())
                .append("variantId", fact.variantId())
                .append("name", fact.name())
                .append("marketplace", fact.marketplace())
                .append("externalUrl", fact.externalUrl())
                .append("image", fact.image())
                .append("price", fact.price() == null ? null : MoneyDocument.write(fact.price()))
                .append("forSale", fact.forSale());
    }

    private static ProductFact read(Document document) {
        Document price = document.get("price", Document.class);
        return new ProductFact(
                text(document, "_id"),
                text(document, "productId"),
                Objects.requireNonNullElse(document.getString("variantId"), ""),
                text(document, "name"),
                text(document, "marketplace"),
                document.getString("externalUrl"),
                document.getString("image"),
                price == null ? null : MoneyDocument.read(price),
                document.getBoolean("forSale", false));
    }
}
