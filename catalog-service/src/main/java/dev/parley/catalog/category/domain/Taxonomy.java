package dev.parley.catalog.category.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A snapshot of all categories. The parent of each is the truth; paths are derived from it. A category whose parent
 * does not exist is a root.
 */
public final class Taxonomy {

    private final Map<String, Category> bySlug = new HashMap<>();
    private final Map<String, Category> byIdentity = new HashMap<>();
    private final Map<String, List<Category>> byParent = new HashMap<>();
    private final Set<String> deleted = new HashSet<>();

    /** @param categories in their order among siblings, deleted ones included */
    public Taxonomy(Collection<Category> categories) {
        categories.stream().filter(c -> c.deletion().isEmpty()).forEach(c -> bySlug.put(c.slug(), c));
        categories.forEach(this::add);
    }

    /** Adds a new category. */
    public void add(Category category) {
        if (category.deletion().isPresent()) {
            deleted.add(category.slug());
            return;
        }
        bySlug.put(category.slug(), category);
        category.identity().ifPresent(identity -> byIdentity.put(identity, category));
        String parent = category.parentSlug().filter(bySlug::containsKey).orElse("");
        byParent.computeIfAbsent(parent, slug -> new ArrayList<>()).add(category);
    }

    /** A slug for a new category: one that no category has or had. */
    public String freeSlug(Optional<Category> parent, String name, CategoryId id) {
        return Category.slugCandidates(parent, name, id).stream()
                .filter(slug -> !bySlug.containsKey(slug) && !deleted.contains(slug))
                .findFirst()
                .orElseThrow(); // the last candidate is the new id
    }

    public Optional<Category> bySlug(String slug) {
        return Optional.ofNullable(bySlug.get(slug));
    }

    /** The category with this name under this parent; without a parent, among the roots. */
    public Optional<Category> find(Optional<Category> parent, String name) {
        return Optional.ofNullable(byIdentity.get(Category.identity(parent.map(Category::slug), name)));
    }

    public Collection<Category> all() {
        return Collections.unmodifiableCollection(bySlug.values());
    }

    public List<Category> roots() {
        return List.copyOf(byParent.getOrDefault("", List.of()));
    }

    public List<Category> children(Category parent) {
        return List.copyOf(byParent.getOrDefault(parent.slug(), List.of()));
    }

    /** The slugs of the ancestors of a category, from the root. */
    public List<String> ancestors(Category category) {
        List<String> path = new ArrayList<>();
        Optional<Category> above = category.parentSlug().flatMap(this::bySlug);
        while (above.isPresent() && path.size() <= bySlug.size()) {
            path.add(above.get().slug());
            above = above.get().parentSlug().flatMap(this::bySlug);
        }
        return path.reversed();
    }

    /** The slugs of a category and of all below it; empty for an unknown one. */
    public Set<String> within(String slug) {
        Set<String> within = new LinkedHashSet<>();
        bySlug(slug).ifPresent(category -> collect(category, within));
        return within;
    }

    private void collect(Category category, Set<String> slugs) {
        if (slugs.add(category.slug())) {
            children(category).forEach(child -> collect(child, slugs));
        }
    }
}
