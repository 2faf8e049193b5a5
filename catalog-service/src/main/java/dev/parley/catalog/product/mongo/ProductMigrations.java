package dev.parley.catalog.product.mongo;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.parley.platform.events.Migration;
import dev.parley.platform.events.Migrations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The indexes of products: each identity, slug and SKU belongs to one. */
@ApplicationScoped
public class ProductMigrations implements Migrations {

    @Override
    public List<Migration> all() {
        return List.of(new Migration(1, "identity, slug and SKUs of products are unique", database -> {
            var products = database.getCollection(MongoProducts.COLLECTION);
            for (String field : List.of(ProductDocument.KEY, ProductDocument.SLUG, ProductDocument.SKUS)) {
                products.createIndex(Indexes.ascending(field), new IndexOptions().unique(true));
            }
        }));
    }
}
