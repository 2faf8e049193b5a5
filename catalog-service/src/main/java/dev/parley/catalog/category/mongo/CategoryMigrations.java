package dev.parley.catalog.category.mongo;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.parley.catalog.category.domain.Categories;
import dev.parley.catalog.category.domain.Category;
import dev.parley.platform.events.Migration;
import dev.parley.platform.events.Migrations;
import dev.parley.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.List;

/** The index of categories, and the roots there are from the beginning. */
@ApplicationScoped
public class CategoryMigrations implements Migrations {

    private static final List<String> ROOTS = List.of(
            "Electronics",
            "Fashion",
            "Home & Garden",
            "Sports & Fitness",
            "Books",
            "Toys",
            "Health & Beauty",
            "Automotive",
            "Other");

    private final Instance<Categories> categories;

    CategoryMigrations(Instance<Categories> categories) {
        this.categories = categories;
    }

    @Override
    public List<Migration> all() {
        return List.of(
                new Migration(
                        2,
                        "slugs of categories are unique",
                        database -> database.getCollection(MongoCategories.COLLECTION)
                                .createIndex(Indexes.ascending(MongoCategories.SLUG), new IndexOptions().unique(true))),
                // Through the repository, so that others hear of the roots too.
                new Migration(3, "root categories", database -> {
                    for (int i = 0; i < ROOTS.size(); i++) {
                        Category.Step step = Category.steps(ROOTS.get(i)).getFirst();
                        categories.get().insert(new Category(Ids.next(), step.slug(), step.name(), i, 1));
                    }
                }));
    }
}
