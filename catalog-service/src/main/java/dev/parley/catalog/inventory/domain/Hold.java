package dev.parley.catalog.inventory.domain;

import java.time.Instant;

/**
 * Units of one SKU set aside for one order.
 *
 * @param token names this very hold: each write that takes one has a new token, so that a hold taken late by a delayed
 *     repeat is told from the one that was reserved
 */
public record Hold(int quantity, String token, Instant since) {}
