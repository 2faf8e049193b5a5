/**
 * The engines of Parley in one JVM: Apache Kafka, a MongoDB-compatible document store and Redis.
 *
 * <p>The local stack runs on them, and so do the tests of every module. Each part keeps its data in a folder of its
 * own, so it can be stopped and restarted with its data; each part is replaced by an external server when its address
 * is configured.
 */
@NullMarked
package dev.parley.embedded;

import org.jspecify.annotations.NullMarked;
