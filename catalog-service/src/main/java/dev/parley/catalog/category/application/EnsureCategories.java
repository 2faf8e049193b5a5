package dev.parley.catalog.category.application;

import dev.parley.catalog.category.domain.Categories;
import dev.parley.catalog.category.domain.Category;
import dev.parley.catalog.category.domain.CategoryId;
import dev.parley.catalog.category.domain.Taxonomy;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.events.VersionClash;
import dev.parley.platform.id.Ids;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates the missing categories of a feed. */
@ApplicationScoped
public class EnsureCategories {

    private static final int TRIES = 10;

    private final Categories categories;
    private final List<CategoryListener> listeners;
    private final Clock clock;

    public EnsureCategories(Categories categories, @All List<CategoryListener> listeners, Clock clock) {
        this.categories = categories;
        this.listeners = listeners;
        this.clock = clock;
    }

    /**
     * The slug of the category of each path; {@link Category#OTHER} for an empty path.
     *
     * @param paths such as {@code Electronics > Computers > Laptops}; parents are created before their children
     */
    public Map<String, String> handle(Collection<String> paths) {
        return OptimisticRetry.run(TRIES, () -> {
            Taxonomy tree = categories.taxonomy();
            Map<String, String> slugs = new HashMap<>();
            for (String path : paths) {
                slugs.put(
                        path,
                        ensure(Category.names(path), tree).map(Category::slug).orElse(Category.OTHER));
            }
            return slugs;
        });
    }

    /** The slugs that {@link #handle} would return, but for missing categories the path. */
    public Map<String, String> preview(Collection<String> paths) {
        Taxonomy tree = categories.taxonomy();
        Map<String, String> slugs = new HashMap<>();
        for (String path : paths) {
            List<String> names = Category.names(path);
            slugs.put(
                    path,
                    names.isEmpty()
                            ? Category.OTHER
                            : find(names, tree).map(Category::slug).orElse(path));
        }
        return slugs;
    }

    private static Optional<Category> find(List<String> names, Taxonomy tree) {
        Optional<Category> category = Optional.empty();
        for (String name : names) {
            category = tree.find(category, name);
            if (category.isEmpty()) {
                break;
            }
        }
        return category;
    }

    private Optional<Category> ensure(List<String> names, Taxonomy tree) {
        Optional<Category> category = Optional.empty();
        for (String name : names) {
            Optional<Category> parent = category;
            category = Optional.of(tree.find(parent, name).orElseGet(() -> create(parent, name, tree)));
        }
        return category;
    }

    private Category create(Optional<Category> parent, String name, Taxonomy tree) {
        CategoryId id = new CategoryId(Ids.next());
        Category category = Category.create(
                id, parent, Category.Details.of(name), tree.freeSlug(parent, name, id), clock.instant());
        if (!categories.insert(category)) {
            throw new VersionClash(); // created concurrently
        }
        listeners.forEach(CategoryListener::categoriesChanged);
        tree.add(category);
        return category;
    }
}
