package dev.parley.catalog.category.domain;

/** The repository of categories. */
public interface Categories {

    /** All categories: the tree is small. Siblings are sorted by position, then name. */
    Taxonomy taxonomy();

    boolean has(String slug);

    /**
     * Stores a new category with its event.
     *
     * @return false when its slug is taken, or its parent has a category with its name
     */
    boolean insert(Category category);
}
