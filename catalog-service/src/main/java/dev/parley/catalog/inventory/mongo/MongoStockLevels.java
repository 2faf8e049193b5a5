package dev.parley.catalog.inventory.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.domain.StockLevel;
import dev.parley.catalog.inventory.domain.StockLevels;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Reads only the quantities of a stock document, without its holds and outbox. */
@ApplicationScoped
class MongoStockLevels implements StockLevels {

    private static final Bson LEVEL = Projections.include(
            StockDocument.PRODUCT, StockDocument.ON_HAND, StockDocument.RESERVED, StockDocument.AVAILABLE, "version");

    private final MongoDatabase database;

    MongoStockLevels(MongoDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<StockLevel> find(Sku sku) {
        Document found = database.getCollection(MongoStocks.COLLECTION)
                .find(eq("_id", sku.value()))
                .projection(LEVEL)
                .first();
        return Optional.ofNullable(found).map(StockDocument::readLevel);
    }

    @Override
    public Map<Sku, StockLevel> findAll(Collection<Sku> skus) {
        Map<Sku, StockLevel> found = new HashMap<>();
        if (!skus.isEmpty()) {
            database.getCollection(MongoStocks.COLLECTION)
                    .find(in("_id", skus.stream().map(Sku::value).toList()))
                    .projection(LEVEL)
                    .map(StockDocument::readLevel)
                    .forEach(level -> found.put(level.sku(), level));
        }
        return found;
    }
}
