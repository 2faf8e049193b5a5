package dev.parley.catalog.imports.application;

import dev.parley.catalog.imports.domain.BadRow;
import dev.parley.catalog.imports.domain.Feed;
import dev.parley.catalog.imports.domain.FeedItem;
import dev.parley.catalog.imports.domain.ImportOptions;
import dev.parley.catalog.imports.domain.ItemReader;
import dev.parley.catalog.inventory.application.ImportStock;
import dev.parley.catalog.product.application.UpsertProduct;
import dev.parley.catalog.product.domain.ProductProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Imports the rows of one product: the product first, then the stock of each variant. */
record ImportGroup(
        ImportOptions options,
        Feed feed,
        ItemReader reader,
        Map<String, String> categorySlugs,
        UpsertProduct upsert,
        ImportStock stock,
        ImportTally tally,
        BooleanSupplier cancelled) {

    void handle(FeedPlan.Group group) {
        if (cancelled.getAsBoolean()) {
            return;
        }
        List<FeedItem> items = new ArrayList<>();
        for (Feed.Place place : group.rows()) {
            try {
                items.add(reader.read(feed.read(place)).item());
            } catch (BadRow e) {
                throw new IllegalStateException("A row of the feed has changed since it was read", e);
            }
        }
        try {
            if (options.dryRun()) {
                preview(items);
            } else {
                write(items);
            }
        } catch (ProductProblem e) {
            group.rows().forEach(place -> tally.reject(place.line(), new BadRow(e.detail())));
        }
    }

    private void write(List<FeedItem> items) {
        UpsertProduct.Result result = upsert.handle(FeedItem.product(options.marketplace(), items, categorySlugs));
        int stockChanged = 0;
        for (FeedItem item : FeedItem.variants(items)) {
            boolean changed = stock.handle(
                    item.sku(options.marketplace()), result.product().id(), quantity(item));
            stockChanged += changed ? 1 : 0;
        }
        tally.accept(items.size(), result.outcome(), stockChanged);
    }

    private void preview(List<FeedItem> items) {
        UpsertProduct.Outcome outcome = upsert.preview(FeedItem.product(options.marketplace(), items, categorySlugs));
        int stockChanged = 0;
        for (FeedItem item : FeedItem.variants(items)) {
            stockChanged += stock.wouldChange(item.sku(options.marketplace()), quantity(item)) ? 1 : 0;
        }
        tally.accept(items.size(), outcome, stockChanged);
    }

    private int quantity(FeedItem item) {
        return item.quantity().orElse(options.defaultStock());
    }
}
