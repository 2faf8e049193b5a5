/**
 * What every Parley service has in common on its HTTP and storage side: problems, caller, ids, money, clock, paging,
 * preconditions, idempotency keys, rate limits, cache, tokens between services. Mechanism only: no word of any
 * service's business belongs here.
 */
package dev.parley.platform;
