package dev.parley.catalog.category.application;

import dev.parley.catalog.category.domain.Categories;
import dev.parley.catalog.category.domain.Category;
import dev.parley.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the categories that feeds name and nobody has made yet. */
@ApplicationScoped
public class EnsureCategories {

    private final Categories categories;

    public EnsureCategories(Categories categories) {
        this.categories = categories;
    }

    /** @param paths such as {@code Electronics > Computers > Laptops}; parents are made before their children */
    public void handle(Collection<String> paths) {
        Set<String> known =
                categories.all().stream().map(Category::slug).collect(Collectors.toCollection(HashSet::new));
        for (String path : paths) {
            for (Category.Step step : Category.steps(path)) {
                if (known.add(step.slug())) {
                    categories.insert(Category.create(Ids.next(), step));
                }
            }
        }
    }
}
