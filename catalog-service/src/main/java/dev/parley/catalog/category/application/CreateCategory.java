package dev.parley.catalog.category.application;

import dev.parley.catalog.category.domain.Categories;
import dev.parley.catalog.category.domain.Category;
import dev.parley.catalog.category.domain.CategoryId;
import dev.parley.catalog.category.domain.CategoryProblem;
import dev.parley.catalog.category.domain.Taxonomy;
import dev.parley.platform.events.AdminActions;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.events.VersionClash;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Creates a category. */
@ApplicationScoped
public class CreateCategory {

    private final Categories categories;
    private final List<CategoryListener> listeners;
    private final AdminActions adminActions;
    private final Clock clock;

    public CreateCategory(
            Categories categories, @All List<CategoryListener> listeners, AdminActions adminActions, Clock clock) {
        this.categories = categories;
        this.listeners = listeners;
        this.adminActions = adminActions;
        this.clock = clock;
    }

    /**
     * @param id of the new category; a retry with the same id returns the category that exists
     * @param parent empty for a root
     * @throws CategoryProblem when the parent does not exist or has a category with this name
     */
    public Category handle(CategoryId id, Optional<CategoryId> parent, Category.Details details) {
        return OptimisticRetry.run(() -> {
            Optional<Category> known = categories.find(id);
            if (known.isPresent()) {
                return known.get();
            }
            Optional<Category> above = parent.map(
                    wanted -> categories.find(wanted).orElseThrow(() -> new CategoryProblem.Unknown(wanted.value())));
            Taxonomy taxonomy = categories.taxonomy();
            if (taxonomy.find(above, details.name()).isPresent()) {
                throw new CategoryProblem.NameTaken(details.name());
            }
            String slug = taxonomy.freeSlug(above, details.name(), id);
            Category category = Category.create(id, above, details, slug, clock.instant());
            var record = adminActions
                    .record("category.created", "category", id.value())
                    .changed("name", null, details.name())
                    .changed("slug", null, slug);
            if (!categories.insert(category, record.events())) {
                throw new VersionClash(); // created concurrently
            }
            listeners.forEach(CategoryListener::categoriesChanged);
            return category;
        });
    }
}
