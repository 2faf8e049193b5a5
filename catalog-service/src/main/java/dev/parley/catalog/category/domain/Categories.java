package dev.parley.catalog.category.domain;

import java.util.List;

/** The categories. */
public interface Categories {

    /** All of them: the tree is small. Sorted by position, then name. */
    List<Category> all();

    /** Keeps a new one with its event; false when there is one under this slug. */
    boolean insert(Category category);
}
