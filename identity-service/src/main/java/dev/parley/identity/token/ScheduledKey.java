package dev.parley.identity.token;

import java.time.Instant;

/**
 * A key and when it signs.
 *
 * @param number the sequence number of the key in this installation: 1, 2, 3 …
 * @param activeFrom when it begins to sign; it is published from the moment it is stored, and signs until the next one
 *     begins
 */
record ScheduledKey(int number, SigningKey key, Instant activeFrom) {}
