package dev.parley.catalog.category.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A snapshot of all categories. */
public final class Taxonomy {

    private final Map<String, Category> bySlug = new HashMap<>();
    private final Map<String, Category> byIdentity = new HashMap<>();
    private final Map<String, List<Category>> byParent = new HashMap<>();

    /** @param categories in their order among siblings */
    public Taxonomy(Collection<Category> categories) {
        categories.forEach(this::add);
    }

    /** Adds a new category. */
    public void add(Category category) {
        bySlug.put(category.slug(), category);
        byIdentity.put(category.identity(), category);
        byParent.computeIfAbsent(category.parentSlug().orElse(""), parent -> new ArrayList<>())
                .add(category);
    }

    public Optional<Category> bySlug(String slug) {
        return Optional.ofNullable(bySlug.get(slug));
    }

    /** The category with this name under this parent; without a parent, among the roots. */
    public Optional<Category> find(Optional<Category> parent, String name) {
        return Optional.ofNullable(byIdentity.get(Category.identity(parent.map(Category::slug), name)));
    }

    public List<Category> roots() {
        return List.copyOf(byParent.getOrDefault("", List.of()));
    }

    public List<Category> children(Category parent) {
        return List.copyOf(byParent.getOrDefault(parent.slug(), List.of()));
    }
}
