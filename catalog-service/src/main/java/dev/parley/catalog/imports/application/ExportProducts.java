package dev.parley.catalog.imports.application;

import dev.parley.catalog.Sku;
import dev.parley.catalog.category.domain.Categories;
import dev.parley.catalog.category.domain.Category;
import dev.parley.catalog.category.domain.Taxonomy;
import dev.parley.catalog.imports.domain.FeedItem;
import dev.parley.catalog.inventory.domain.StockLevel;
import dev.parley.catalog.inventory.domain.StockLevels;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.Products;
import dev.parley.catalog.product.domain.Variant;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Exports the products for sale of a marketplace as the rows of a feed, with one page of products in memory. */
@ApplicationScoped
public class ExportProducts {

    private static final int PAGE = 200;

    private final Products products;
    private final StockLevels levels;
    private final Categories categories;

    public ExportProducts(Products products, StockLevels levels, Categories categories) {
        this.products = products;
        this.levels = levels;
        this.categories = categories;
    }

    /**
     * Receives the variants.
     *
     * @param <E> its failure
     */
    public interface Target<E extends Exception> {
        void add(FeedItem variant) throws E;
    }

    public <E extends Exception> void handle(String marketplace, Target<E> target) throws E {
        Map<String, String> paths = paths();
        for (Iterator<Products.Found> pages = products.pages(Optional.empty(), PAGE); pages.hasNext(); ) {
            List<Product> page = pages.next().products().stream()
                    .filter(product ->
                            product.isVisible() && product.state().marketplace().equals(marketplace))
                    .toList();
            List<Sku> skus =
                    page.stream().flatMap(product -> product.skus().stream()).toList();
            Map<Sku, StockLevel> stock = skus.isEmpty() ? Map.of() : levels.findAll(skus);
            for (Product product : page) {
                String path = paths.getOrDefault(product.state().category(), "");
                Optional<FeedItem> parent = FeedItem.parent(product, path);
                if (parent.isPresent()) {
                    target.add(parent.get());
                }
                for (Variant variant : product.state().variants()) {
                    StockLevel level = stock.get(variant.sku());
                    target.add(FeedItem.of(product, variant, path, level == null ? 0 : level.onHand()));
                }
            }
        }
    }

    /** The path of names of each category, by slug; none for the category of products without one. */
    private Map<String, String> paths() {
        Taxonomy tree = categories.taxonomy();
        Map<String, String> paths = new HashMap<>();
        tree.roots().forEach(root -> addPaths(root, "", tree, paths));
        paths.remove(Category.OTHER);
        return paths;
    }

    private static void addPaths(Category category, String above, Taxonomy tree, Map<String, String> paths) {
        String path = above + category.name();
        paths.put(category.slug(), path);
        tree.children(category).forEach(child -> addPaths(child, path + " > ", tree, paths));
    }
}
