package dev.parley.catalog.category.domain;

import dev.parley.platform.events.PendingEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The repository of categories. */
public interface Categories {

    /** All categories: the tree is small. Siblings are sorted by position, then name. */
    Taxonomy taxonomy();

    /** The category with this id, unless it is deleted. */
    Optional<Category> find(CategoryId id);

    /** Whether there is a category with this slug. */
    boolean has(String slug);

    /** Deleted categories whose products are still to get another one: where they go, by slug. */
    Map<String, String> replaced(int most);

    /** All products of a deleted category have another one. */
    void productsMoved(String slug);

    /** Stores a new category with its event. See {@link #insert(Category, List)}. */
    default boolean insert(Category category) {
        return insert(category, List.of());
    }

    /**
     * Stores a new category with its event and an audit record.
     *
     * @return false when its slug is taken, or its parent has a category with its name
     */
    boolean insert(Category category, List<PendingEvent> alongside);

    /**
     * Stores a changed category with its events and an audit record; an unchanged one is not written.
     *
     * @throws CategoryProblem.NameTaken when its parent has a category with its name
     * @throws dev.parley.platform.events.VersionClash when another writer changed it since it was loaded
     */
    void save(Category category, List<PendingEvent> alongside);
}
