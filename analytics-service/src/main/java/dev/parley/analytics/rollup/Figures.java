package dev.parley.analytics.rollup;

import org.bson.Document;

/** Computes the buckets of one kind. */
public interface Figures {

    /** The kind of bucket. */
    String kind();

    /** The figures of the bucket with this id, computed from all its facts. */
    Document of(String bucketId);
}
