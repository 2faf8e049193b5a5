package dev.parley.catalog.category.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.catalog.category.application.CategoryListener;
import dev.parley.catalog.category.domain.Categories;
import dev.parley.catalog.category.domain.Category;
import dev.parley.catalog.category.domain.CategoryProducts;
import dev.parley.catalog.category.domain.Taxonomy;
import dev.parley.catalog.category.http.CategoryResource.CategoryView;
import dev.parley.platform.cache.ReadThroughCache;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Creates views of the category tree. Tree and counts come from the cache; only the tree is emptied by an event. */
@ApplicationScoped
public class CategoryViews implements CategoryListener {

    private static final String KIND = "categories";
    private static final String TREE = "tree";
    private static final String COUNTS = "counts";
    private static final Duration TREE_KEPT = Duration.ofHours(24);
    private static final Duration COUNTS_KEPT = Duration.ofMinutes(1);
    private static final long VERSION = 1;

    private final Categories categories;
    private final CategoryProducts products;
    private final ReadThroughCache cache;
    private final ObjectMapper json;

    CategoryViews(Categories categories, CategoryProducts products, ReadThroughCache cache, ObjectMapper json) {
        this.categories = categories;
        this.products = products;
        this.cache = cache;
        this.json = json;
    }

    @Override
    public void categoriesChanged() {
        cache.drop(KIND, TREE);
    }

    /** The tree as shoppers see it: without inactive categories and those below them. */
    List<CategoryView> active() {
        return counted(cached(TREE, TREE_KEPT, () -> tree(true), new TypeReference<>() {}), counts());
    }

    /** The whole tree. */
    List<CategoryView> all() {
        return counted(tree(false), counts());
    }

    private List<CategoryView> tree(boolean activeOnly) {
        Taxonomy taxonomy = categories.taxonomy();
        return views(taxonomy.roots(), 0, taxonomy, activeOnly);
    }

    private static List<CategoryView> views(List<Category> siblings, int level, Taxonomy taxonomy, boolean activeOnly) {
        return siblings.stream()
                .filter(c -> !activeOnly || c.details().active())
                .map(c -> new CategoryView(
                        c.id().value(),
                        c.slug(),
                        c.name(),
                        c.details().description(),
                        c.details().active(),
                        level,
                        c.details().position(),
                        0,
                        views(taxonomy.children(c), level + 1, taxonomy, activeOnly)))
                .toList();
    }

    private static List<CategoryView> counted(List<CategoryView> views, Map<String, Integer> counts) {
        List<CategoryView> counted = new ArrayList<>();
        for (CategoryView view : views) {
            List<CategoryView> below = counted(view.children(), counts);
            int count = counts.getOrDefault(view.slug(), 0)
                    + below.stream().mapToInt(CategoryView::productCount).sum();
            counted.add(view.with(count, below));
        }
        return counted;
    }

    private Map<String, Integer> counts() {
        return cached(COUNTS, COUNTS_KEPT, products::active, new TypeReference<>() {});
    }

    private <T> T cached(String id, Duration kept, Supplier<T> load, TypeReference<T> type) {
        byte[] bytes = cache.get(
                        KIND, id, kept, () -> Optional.of(new ReadThroughCache.Entry(VERSION, write(load.get()))))
                .orElseThrow()
                .body();
        try {
            return json.readValue(bytes, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] write(Object value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
