package dev.parley.catalog.category.application;

import dev.parley.catalog.category.domain.Categories;
import dev.parley.catalog.category.domain.Category;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads the categories. */
@ApplicationScoped
public class FindCategories {

    private final Categories categories;

    public FindCategories(Categories categories) {
        this.categories = categories;
    }

    /** All of them, siblings in their order. */
    public List<Category> handle() {
        return categories.all();
    }
}
