package dev.parley.catalog.imports.application;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.imports.domain.ImportOptions;
import dev.parley.catalog.product.application.ChangeProduct;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.Products;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Archives the products of a marketplace that its complete feed lacks. None is archived when the feed was not read
 * completely, or when it lacks more than the limit: then the feed is more likely to be cut off.
 */
@ApplicationScoped
public class ArchiveMissing {

    private static final int PAGE = 500;
    private static final long PERCENT = 100;

    private final Products products;
    private final ChangeProduct change;

    public ArchiveMissing(Products products, ChangeProduct change) {
        this.products = products;
        this.change = change;
    }

    void handle(ImportOptions options, FeedPlan plan, ImportTally tally) {
        if (plan.unreadable() > 0) {
            tally.warnOfFeed("no product was archived: " + plan.unreadable() + " rows could not be read");
            return;
        }
        List<ProductId> missing = new ArrayList<>();
        long listed = 0;
        for (Iterator<Products.Found> pages = products.pages(Optional.empty(), PAGE); pages.hasNext(); ) {
            for (Product product : pages.next().products()) {
                Product.State state = product.state();
                if (product.isVisible() && state.marketplace().equals(options.marketplace())) {
                    listed++;
                    if (!plan.contains(state.externalId())) {
                        missing.add(product.id());
                    }
                }
            }
        }
        if (missing.size() * PERCENT > listed * options.archiveLimit()) {
            tally.warnOfFeed("no product was archived: the feed lacks " + missing.size() + " of " + listed
                    + " products, more than archiveLimit allows");
            return;
        }
        for (ProductId id : missing) {
            if (!options.dryRun()) {
                change.handle(id, "product.archived", Product::archive, product -> {});
            }
            tally.archived();
        }
    }
}
