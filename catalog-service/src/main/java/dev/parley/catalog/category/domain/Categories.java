package dev.parley.catalog.category.domain;

import java.util.List;
import java.util.Set;

/** The categories. */
public interface Categories {

    /** All of them: the tree is small. Sorted by position, then name. */
    List<Category> all();

    Set<String> slugs();

    /** Stores a new one with its event; no effect when there is one under this slug. */
    void insert(Category category);
}
