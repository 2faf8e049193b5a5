package dev.parley.catalog.category.application;

import dev.parley.catalog.category.domain.Categories;
import dev.parley.catalog.category.domain.CategoryProblem;
import jakarta.enterprise.context.ApplicationScoped;

/** Checks that a category exists, for a product that is about to refer to it. */
@ApplicationScoped
public class RequireCategory {

    private final Categories categories;

    public RequireCategory(Categories categories) {
        this.categories = categories;
    }

    /** @throws CategoryProblem.Unknown when no category has this slug */
    public void handle(String slug) {
        if (!categories.has(slug)) {
            throw new CategoryProblem.Unknown("with the slug " + slug);
        }
    }
}
