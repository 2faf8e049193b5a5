package dev.parley.catalog.search.lucene;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.Products;
import dev.parley.catalog.product.domain.Products.Found;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares the index with the database, a page per step. A difference counts when it is still there after changes that
 * were under way have arrived. Confined to the thread that writes the index.
 */
final class IndexCheck {

    private static final int PAGE = 500;
    private static final long SETTLED_AFTER = Duration.ofSeconds(2).toNanos();

    private final LuceneIndex index;
    private final Products products;
    private final Iterator<Found> pages;
    private final Set<ProductId> visible = new HashSet<>();
    private final Set<ProductId> differing = new HashSet<>();
    private boolean read;
    private long readAt;
    private long missing;
    private long outdated;
    private long surplus;

    IndexCheck(LuceneIndex index, Products products) {
        this.index = index;
        this.products = products;
        this.pages = products.pages(Optional.empty(), PAGE);
    }

    /**
     * Goes on.
     *
     * @param differs receives the products that differ, at last
     * @return whether it is done
     */
    boolean step(Consumer<ProductId> differs) {
        if (!read && pages.hasNext()) {
            compare(pages.next());
            return false;
        }
        if (!read) {
            index.forEachId(
                    PAGE,
                    ids -> ids.stream().filter(id -> !visible.contains(id)).forEach(differing::add));
            read = true;
            readAt = System.nanoTime();
        }
        if (!differing.isEmpty() && System.nanoTime() - readAt < SETTLED_AFTER) {
            return false;
        }
        confirm(differs);
        return true;
    }

    /** Whether the next step can wait. */
    boolean isWaiting() {
        return read;
    }

    /** The number of visible products in the database. */
    long products() {
        return visible.size();
    }

    long missing() {
        return missing;
    }

    long outdated() {
        return outdated;
    }

    long surplus() {
        return surplus;
    }

    private void compare(Found page) {
        List<Product> shown =
                page.products().stream().filter(Product::isVisible).toList();
        Map<ProductId, Long> indexed =
                index.versions(shown.stream().map(Product::id).toList());
        shown.forEach(product -> {
            visible.add(product.id());
            if (indexed.getOrDefault(product.id(), -1L) < product.version()) {
                differing.add(product.id());
            }
        });
    }

    private void confirm(Consumer<ProductId> differs) {
        List<ProductId> ids = new ArrayList<>(differing);
        for (int from = 0; from < ids.size(); from += PAGE) {
            List<ProductId> some = ids.subList(from, Math.min(from + PAGE, ids.size()));
            Map<ProductId, Product> stored = products.findAll(some).products().stream()
                    .filter(Product::isVisible)
                    .collect(Collectors.toMap(Product::id, Function.identity()));
            Map<ProductId, Long> indexed = index.versions(some);
            for (ProductId id : some) {
                if (isDifferent(stored.get(id), indexed.get(id))) {
                    differs.accept(id);
                }
            }
        }
    }

    private boolean isDifferent(@Nullable Product stored, @Nullable Long indexed) {
        if (stored == null) {
            surplus += indexed == null ? 0 : 1;
            return indexed != null;
        }
        if (indexed == null) {
            missing++;
            return true;
        }
        outdated += indexed < stored.version() ? 1 : 0;
        return indexed < stored.version();
    }
}
