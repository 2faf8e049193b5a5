package dev.parley.catalog.imports.domain;

/** A feed that was received whole and found readable. Closing it forgets it. */
public interface Feed extends AutoCloseable {

    /** A row's place in the feed. {@code line} counts from 1, as editors do, the header included. */
    record Place(int line, long offset, int length) {}

    /** Takes rows one by one. */
    interface Visitor {
        void row(Place place, FeedRow row);

        void bad(int line, BadRow why);
    }

    /** Goes through all rows once. */
    void scan(Visitor visitor);

    /** Reads one row again; may be called by several threads at once. */
    FeedRow read(Place place) throws BadRow;

    @Override
    void close();
}
