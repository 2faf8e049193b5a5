package dev.parley.catalog.imports.feed;

import dev.parley.catalog.imports.domain.BadRow;
import dev.parley.catalog.imports.domain.Feed;
import dev.parley.catalog.imports.domain.FeedFormat;
import dev.parley.catalog.imports.domain.FeedReading;
import dev.parley.catalog.imports.domain.FeedRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The rows of feeds, as they are read. */
final class FeedText {

    /** A row: its line, and its cells by column or the reason why it is none. */
    record Row(int line, FeedRow cells, String problem) {

        String get(String column) {
            return cells.first(column);
        }
    }

    private FeedText() {}

    static List<Row> csv(String text) {
        return rows(text.getBytes(StandardCharsets.UTF_8), FeedFormat.CSV);
    }

    static List<Row> tsv(String text) {
        return rows(text.getBytes(StandardCharsets.UTF_8), FeedFormat.TSV);
    }

    static List<Row> rows(byte[] feed, FeedFormat format) {
        return rows(feed, new FeedReading(format, null, null, false));
    }

    static List<Row> rows(byte[] feed, FeedReading reading) {
        List<Row> rows = new ArrayList<>();
        try (Feed received = new SpooledFeeds().receive(new ByteArrayInputStream(feed), reading)) {
            received.scan(new Feed.Visitor() {
                @Override
                public void row(Feed.Place place, FeedRow row) {
                    rows.add(new Row(place.line(), reread(received, place), ""));
                }

                @Override
                public void bad(int line, BadRow why) {
                    rows.add(new Row(line, new FeedRow(), why.reason()));
                }
            });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return rows;
    }

    private static FeedRow reread(Feed feed, Feed.Place place) {
        try {
            return feed.read(place);
        } catch (BadRow e) {
            throw new AssertionError(e);
        }
    }

    static List<String> ids(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.problem().isEmpty())
                .map(row -> row.get("id"))
                .toList();
    }
}
