package dev.parley.catalog.category.application;

import dev.parley.catalog.Slugs;
import dev.parley.catalog.category.domain.Categories;
import dev.parley.catalog.category.domain.Category;
import dev.parley.catalog.category.domain.CategoryId;
import dev.parley.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Creates the top level of the category tree; idempotent. */
@ApplicationScoped
public class CreateRootCategories {

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

    private final Categories categories;
    private final Clock clock;

    public CreateRootCategories(Categories categories, Clock clock) {
        this.categories = categories;
        this.clock = clock;
    }

    public void handle() {
        for (int position = 0; position < ROOTS.size(); position++) {
            CategoryId id = new CategoryId(Ids.next());
            var details = new Category.Details(ROOTS.get(position), "", true, position);
            categories.insert(
                    Category.create(id, Optional.empty(), details, Slugs.of(details.name()), clock.instant()));
        }
    }
}
