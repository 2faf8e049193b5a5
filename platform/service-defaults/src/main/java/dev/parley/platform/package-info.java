/**
 * The HTTP and storage mechanisms shared by all Parley services: problems, caller, ids, money, clock, paging,
 * preconditions, idempotency keys, rate limits, cache, tokens between services. Mechanism only: it contains no business
 * terms of any service.
 */
package dev.parley.platform;
