package dev.parley.catalog.category.application;

import dev.parley.catalog.category.domain.Categories;
import dev.parley.catalog.category.domain.CategoryProducts;
import dev.parley.platform.events.RecurringJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Recurring job: puts the products of deleted categories into another one; items are slugs of deleted categories. */
@ApplicationScoped
class ReplaceCategories implements RecurringJob<String> {

    private final Categories categories;
    private final CategoryProducts products;

    ReplaceCategories(Categories categories, CategoryProducts products) {
        this.categories = categories;
        this.products = products;
    }

    @Override
    public String name() {
        return "replaced-categories";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(15);
    }

    @Override
    public List<String> due(Instant now, int most) {
        return List.copyOf(categories.replaced(most).keySet());
    }

    @Override
    public void handle(String slug, Instant now) {
        String target = categories.replaced(Integer.MAX_VALUE).get(slug);
        if (target == null) {
            return;
        }
        while (products.moveSome(slug, target)) {
            // the next page
        }
        categories.productsMoved(slug);
    }
}
