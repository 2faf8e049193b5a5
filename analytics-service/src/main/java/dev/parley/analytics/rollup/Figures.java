package dev.parley.analytics.rollup;

import org.bson.Document;

/** How the buckets of one kind are set. */
public interface Figures {

    /** The kind of bucket. */
    String kind();

    /** The figures of the bucket with this id, made of all its facts. */
    Document of(String bucketId);
}
