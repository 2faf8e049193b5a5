package dev.parley.catalog.imports.domain;

/** A completely received, readable feed. Closing it deletes it. */
public interface Feed extends AutoCloseable {

    /** The position of a row in the feed. {@code line} counts from 1, as editors do, the header included. */
    record Place(int line, long offset, int length) {}

    /** Receives the rows one by one. */
    interface Visitor {
        void row(Place place, FeedRow row);

        void bad(int line, BadRow why);
    }

    /** Visits all rows once. */
    void scan(Visitor visitor);

    /** Rereads one row; thread-safe. */
    FeedRow read(Place place) throws BadRow;

    @Override
    void close();
}
