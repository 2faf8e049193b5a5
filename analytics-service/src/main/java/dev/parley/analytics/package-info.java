/**
 * Reports computed from other services' events: sales, zero-result queries, viewed products.
 *
 * <p>Promises: every order, search and view counts exactly once, also when its events are redelivered or out of order
 * and across crashes, because each is a fact with an identity and a figure is always recomputed from its facts, never
 * incremented. A confirmed order is in the sales report as soon as its event is handled; searches and views within
 * seconds. Facts are kept for 13 months; the figures computed from them are kept forever, except those with query text.
 * A person's queries are erased with the person, and counts are recomputed without them; nothing else here is personal
 * data.
 */
package dev.parley.analytics;
