package dev.parley.catalog.imports.application;

import dev.parley.catalog.imports.domain.BadRow;
import dev.parley.catalog.imports.domain.Feed;
import dev.parley.catalog.imports.domain.FeedItem;
import dev.parley.catalog.imports.domain.FeedRow;
import dev.parley.catalog.product.domain.ProductLimits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.CurrencyUnit;

/** The rows of a feed by product. Only positions are held in memory, so that a large feed stays in its file. */
final class FeedPlan implements Feed.Visitor {

    /** The rows of one product, in the order of the feed. */
    record Group(List<Feed.Place> rows, CurrencyUnit currency) {}

    private final ImportTally tally;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final Set<String> categories = new LinkedHashSet<>();

    private FeedPlan(ImportTally tally) {
        this.tally = tally;
    }

    /** Reads the feed once; counts its rows and records the invalid ones. */
    static FeedPlan of(Feed feed, ImportTally tally) {
        FeedPlan plan = new FeedPlan(tally);
        feed.scan(plan);
        return plan;
    }

    @Override
    public void row(Feed.Place place, FeedRow row) {
        tally.read();
        try {
            FeedItem item = FeedItem.read(row);
            Integer first = ids.putIfAbsent(item.id(), place.line());
            if (first != null) {
                throw new BadRow("id " + item.id() + " is in row " + first + " already");
            }
            CurrencyUnit currency = item.price().getCurrencyUnit();
            Group group = groups.computeIfAbsent(item.product(), g -> new Group(new ArrayList<>(1), currency));
            if (!group.currency().equals(currency)) {
                throw new BadRow("price must be in " + group.currency().getCode() + " like the rest of its group");
            }
            if (group.rows().size() == ProductLimits.VARIANTS) {
                throw new BadRow(
                        "item_group_id " + item.product() + " has more than " + ProductLimits.VARIANTS + " variants");
            }
            group.rows().add(place);
            categories.add(item.categoryPath());
        } catch (BadRow e) {
            tally.reject(place.line(), e.reason());
        }
    }

    @Override
    public void bad(int line, BadRow why) {
        tally.read();
        tally.reject(line, why.reason());
    }

    Collection<Group> groups() {
        return groups.values();
    }

    Collection<String> categories() {
        return categories;
    }
}
