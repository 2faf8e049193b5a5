package dev.parley.catalog.category.domain;

import java.util.List;
import java.util.Set;

/** The repository of categories. */
public interface Categories {

    /** All categories: the tree is small. Sorted by position, then name. */
    List<Category> all();

    Set<String> slugs();

    /** Stores a new category with its event; no effect when the slug is taken. */
    void insert(Category category);
}
