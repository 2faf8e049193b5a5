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
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Imports the rows of one product: the product first, then the stock of each variant. */
record ImportGroup(
        ImportOptions options,
        Feed feed,
        ItemReader reader,
        Map<String, String> categorySlugs,
        UpsertProduct upsert,
        ImportStock stock,
        BooleanSupplier stopped) {

    /** The result of one product; it is counted in the order of the feed. */
    interface Result {
        void count(ImportTally tally);
    }

    /** Empty, without a write, when the import is stopped. */
    Optional<Result> handle(FeedPlan.Group group) {
        if (stopped.getAsBoolean()) {
            return Optional.empty();
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
            return Optional.of(options.dryRun() ? preview(items) : write(items));
        } catch (ProductProblem e) {
            BadRow why = new BadRow(e.detail());
            return Optional.of(tally -> group.rows().forEach(place -> tally.reject(place.line(), why)));
        }
    }

    private Result write(List<FeedItem> items) {
        UpsertProduct.Result result = upsert.handle(FeedItem.product(options.marketplace(), items, categorySlugs));
        int stockChanged = 0;
        for (FeedItem item : FeedItem.variants(items)) {
            boolean isNew = stock.handle(
                    item.sku(options.marketplace()), result.product().id(), quantity(item));
            stockChanged += isNew ? 1 : 0;
        }
        int changed = stockChanged;
        return tally -> tally.accept(items.size(), result.outcome(), changed);
    }

    private Result preview(List<FeedItem> items) {
        UpsertProduct.Outcome outcome = upsert.preview(FeedItem.product(options.marketplace(), items, categorySlugs));
        int stockChanged = 0;
        for (FeedItem item : FeedItem.variants(items)) {
            stockChanged += stock.wouldChange(item.sku(options.marketplace()), quantity(item)) ? 1 : 0;
        }
        int changed = stockChanged;
        return tally -> tally.accept(items.size(), outcome, changed);
    }

    private int quantity(FeedItem item) {
        return item.quantity().orElse(options.defaultStock());
    }
}
