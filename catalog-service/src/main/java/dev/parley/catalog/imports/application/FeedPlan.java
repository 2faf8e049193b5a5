package dev.parley.catalog.imports.application;

import dev.parley.catalog.imports.domain.BadRow;
import dev.parley.catalog.imports.domain.Columns;
import dev.parley.catalog.imports.domain.Feed;
import dev.parley.catalog.imports.domain.FeedItem;
import dev.parley.catalog.imports.domain.FeedRow;
import dev.parley.catalog.imports.domain.ItemReader;
import dev.parley.catalog.imports.domain.Notice;
import dev.parley.catalog.product.domain.ProductLimits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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

    private final ItemReader reader;
    private final ImportTally tally;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final Set<String> categories = new LinkedHashSet<>();

    private final Set<String> dropped = new HashSet<>();
    private final Set<String> rejected = new HashSet<>();
    private int unreadable;

    private FeedPlan(ItemReader reader, ImportTally tally) {
        this.reader = reader;
        this.tally = tally;
    }

    /** Reads the feed once; counts its rows and records what is wrong with them. */
    static FeedPlan of(Feed feed, ItemReader reader, ImportTally tally) {
        FeedPlan plan = new FeedPlan(reader, tally);
        feed.scan(plan);
        if (tally.counts().read() == 0) {
            tally.warnOfFeed("the feed has no rows");
        }
        return plan;
    }

    @Override
    public void row(Feed.Place place, FeedRow row) {
        tally.read();
        try {
            ItemReader.Result read = reader.read(row);
            add(place, read.item());
            if (!read.notices().isEmpty()) {
                tally.warn(place.line(), read.notices());
            }
            warnOfDropped(place, read);
        } catch (BadRow e) {
            tally.reject(place.line(), e);
            rejected.add(FeedItem.product(row));
        }
    }

    private void add(Feed.Place place, FeedItem item) throws BadRow {
        Integer first = ids.putIfAbsent(item.id(), place.line());
        if (first != null) {
            throw new BadRow(Columns.ID, "id " + item.id() + " is in row " + first + " already");
        }
        CurrencyUnit currency = item.price().getCurrencyUnit();
        Group group = groups.computeIfAbsent(item.product(), g -> new Group(new ArrayList<>(1), currency));
        if (!group.currency().equals(currency)) {
            throw new BadRow(
                    Columns.PRICE, "price must be in " + group.currency().getCode() + " like the rest of its group");
        }
        if (group.rows().size() == ProductLimits.VARIANTS) {
            throw new BadRow(
                    Columns.ITEM_GROUP_ID,
                    "item_group_id " + item.product() + " has more than " + ProductLimits.VARIANTS + " variants");
        }
        group.rows().add(place);
        categories.add(item.categoryPath());
    }

    /** One notice per column, not per row. */
    private void warnOfDropped(Feed.Place place, ItemReader.Result read) {
        List<Notice> notices = read.dropped().stream()
                .filter(dropped::add)
                .map(column -> new Notice(column, Columns.whyDropped(column)))
                .toList();
        tally.warnOfColumns(place.line(), read.notices().size(), notices);
    }

    @Override
    public void bad(int line, BadRow why) {
        tally.read();
        tally.reject(line, why);
        unreadable++;
    }

    /** The number of rows whose product is unknown. */
    int unreadable() {
        return unreadable;
    }

    /** Whether the feed has a product, even if its rows were rejected. */
    boolean contains(String product) {
        return groups.containsKey(product) || rejected.contains(product);
    }

    Collection<Group> groups() {
        return groups.values();
    }

    Collection<String> categories() {
        return categories;
    }
}
