/**
 * MongoDB and Kafka, as every service uses them: documents with their own outbox, the relay of its events, consumers
 * with retry and dead letters, broadcast consumers, telemetry, migrations, leases, recurring jobs and expiry.
 *
 * <p>Promises: an event that was written with its document is sent at least once, and the first arrivals of one key are
 * in the order of their sequence. An administrative action and its record are one write. A consumed event is either
 * handled or stored as a dead letter before its offset is committed.
 */
@NullMarked
package dev.parley.platform.events;

import org.jspecify.annotations.NullMarked;
