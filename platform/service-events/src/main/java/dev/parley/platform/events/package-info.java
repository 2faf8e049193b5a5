/**
 * MongoDB and Kafka, the way every service uses them: documents that carry their own outbox, the relay that sends what
 * they carry, consumers with retry and dead letters, broadcast consumers, telemetry, migrations, leases and expiry.
 *
 * <p>What it promises: an event that was written with its document is sent at least once, and the first arrivals of one
 * key are in the order of their sequence. An administrative act and its record are one write. A consumed event is
 * either handled or kept as a dead letter before its offset is committed.
 */
@NullMarked
package dev.parley.platform.events;

import org.jspecify.annotations.NullMarked;
