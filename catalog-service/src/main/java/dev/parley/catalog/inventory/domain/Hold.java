package dev.parley.catalog.inventory.domain;

import java.time.Instant;

/**
 * Units of one SKU held for one order.
 *
 * @param token the unique id of this hold: each write that takes one has a new token, which distinguishes a stray hold
 *     of a delayed retry from the reserved one
 */
public record Hold(int quantity, String token, Instant since) {}
