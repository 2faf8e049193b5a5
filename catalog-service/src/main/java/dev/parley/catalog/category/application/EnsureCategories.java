package dev.parley.catalog.category.application;

import dev.parley.catalog.category.domain.Categories;
import dev.parley.catalog.category.domain.Category;
import dev.parley.catalog.category.domain.CategoryId;
import dev.parley.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Creates the missing categories of a feed. */
@ApplicationScoped
public class EnsureCategories {

    private final Categories categories;
    private final Clock clock;

    public EnsureCategories(Categories categories, Clock clock) {
        this.categories = categories;
        this.clock = clock;
    }

    /** @param paths such as {@code Electronics > Computers > Laptops}; parents are created before their children */
    public void handle(Collection<String> paths) {
        Set<String> known = new HashSet<>(categories.slugs());
        for (String path : paths) {
            for (Category.Step step : Category.steps(path)) {
                if (known.add(step.slug())) {
                    categories.insert(Category.create(new CategoryId(Ids.next()), step, clock.instant()));
                }
            }
        }
    }
}
