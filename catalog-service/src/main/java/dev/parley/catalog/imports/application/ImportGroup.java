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

/** Imports the rows of one product: the product first, then the stock of each variant. */
record ImportGroup(
        ImportOptions options,
        Feed feed,
        ItemReader reader,
        Map<String, String> categorySlugs,
        UpsertProduct upsert,
        ImportStock stock,
        ImportTally tally) {

    void handle(FeedPlan.Group group) {
        List<FeedItem> items = new ArrayList<>();
        for (Feed.Place place : group.rows()) {
            try {
                items.add(reader.read(feed.read(place)).item());
            } catch (BadRow e) {
                throw new IllegalStateException("A row of the feed has changed since it was read", e);
            }
        }
        String marketplace = options.marketplace();
        UpsertProduct.Result result;
        try {
            result = upsert.handle(FeedItem.product(marketplace, items, categorySlugs));
        } catch (ProductProblem e) {
            group.rows().forEach(place -> tally.reject(place.line(), new BadRow(e.detail())));
            return;
        }
        int stockChanged = 0;
        for (FeedItem item : FeedItem.variants(items)) {
            boolean changed = stock.handle(
                    item.sku(marketplace),
                    result.product().id(),
                    item.quantity().orElse(options.defaultStock()));
            stockChanged += changed ? 1 : 0;
        }
        tally.accept(items.size(), result.outcome(), stockChanged);
    }
}
