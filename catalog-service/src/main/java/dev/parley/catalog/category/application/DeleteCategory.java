package dev.parley.catalog.category.application;

import dev.parley.catalog.category.domain.Categories;
import dev.parley.catalog.category.domain.Category;
import dev.parley.catalog.category.domain.CategoryId;
import dev.parley.catalog.category.domain.CategoryProblem;
import dev.parley.catalog.category.domain.CategoryProducts;
import dev.parley.platform.events.AdminActions;
import dev.parley.platform.events.OptimisticRetry;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Deletes a category without categories below it; its products get another one in the background. */
@ApplicationScoped
public class DeleteCategory {

    private final Categories categories;
    private final CategoryProducts products;
    private final List<CategoryListener> listeners;
    private final AdminActions adminActions;
    private final Clock clock;

    public DeleteCategory(
            Categories categories,
            CategoryProducts products,
            @All List<CategoryListener> listeners,
            AdminActions adminActions,
            Clock clock) {
        this.categories = categories;
        this.products = products;
        this.listeners = listeners;
        this.adminActions = adminActions;
        this.clock = clock;
    }

    /**
     * @param target the category that its products get; without one it must have none
     * @param precondition is given its version, and throws when the caller has read another
     */
    public void handle(CategoryId id, Optional<CategoryId> target, LongConsumer precondition) {
        OptimisticRetry.run(() -> {
            Category category = categories.find(id).orElseThrow(() -> new CategoryProblem.NotFound(id));
            precondition.accept(category.version());
            Optional<Category> heir = target.map(wanted -> categories
                    .find(wanted)
                    .filter(other -> !other.id().equals(id))
                    .orElseThrow(() -> new CategoryProblem.Unknown(wanted.value())));
            requireEmpty(category, heir.isPresent());
            // Also without products now: one that is stored at this moment gets the default category.
            String productsGoTo = heir.map(Category::slug).orElse(Category.OTHER);
            category.delete(Optional.of(productsGoTo), clock.instant());
            var record = adminActions
                    .record("category.deleted", "category", id.value())
                    .changed("slug", category.slug(), null)
                    .changed("productsGoTo", null, productsGoTo);
            categories.save(category, record.events());
            listeners.forEach(CategoryListener::categoriesChanged);
            return category;
        });
    }

    private void requireEmpty(Category category, boolean hasHeir) {
        if (category.slug().equals(Category.OTHER)) {
            throw new CategoryProblem.NotEmpty(category.name(), "the products without a category");
        }
        if (!categories.taxonomy().children(category).isEmpty()) {
            throw new CategoryProblem.NotEmpty(category.name(), "categories below it");
        }
        if (!hasHeir && products.any(category.slug())) {
            throw new CategoryProblem.NotEmpty(category.name(), "products; name the category that they get");
        }
    }
}
