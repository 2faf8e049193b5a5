/**
 * Figures made of other services' events: sales, searches that found nothing, products that were looked at.
 *
 * <p>Promises: every order, search and view counts exactly once, however often and in whatever order its events arrive
 * and whatever dies in between, because what is counted is a fact with an identity and a figure is always set from its
 * facts, never added to. A confirmed order shows in the sales report as soon as its event is handled; searches and
 * views within seconds. Facts are kept for 13 months, the figures made of them for good, but for those that hold what
 * people typed. What a person looked for is erased with them, and the counts are made anew without it; nothing else
 * here is anybody's.
 */
package dev.parley.analytics;
