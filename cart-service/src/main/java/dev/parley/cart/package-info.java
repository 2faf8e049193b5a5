/**
 * Carts: the items that a user or guest intends to buy, with their prices.
 *
 * <p>Owns {@code carts}, and local copies of data of other services: {@code product_facts} (from catalog-service's
 * events) and {@code guest_links} (from identity-service's). Promises:
 *
 * <ul>
 *   <li>one current cart per user or guest, enforced by a unique key that only current carts have;
 *   <li>an addition with an {@code Idempotency-Key} is applied once: the write carries the key;
 *   <li>a cart is frozen for at most one order, and an order holds at most one cart. It thaws only after order-service
 *       has confirmed that no order can come of it, so a stalled order-service cannot sell the same cart twice;
 *   <li>lines that move from a closed cart to a current one (a guest signs in; an order leaves lines of other
 *       marketplaces) are merged exactly once, also across crashes: see
 *       {@link dev.parley.cart.cart.application.MergeCarts};
 *   <li>events of one cart are published in order, at least once;
 *   <li>an erased person has no cart, neither as a user nor as a guest, and late events create none.
 * </ul>
 *
 * Prices are as fresh as the local copy, usually well under a second old; a freeze updates the price of every line.
 */
package dev.parley.cart;
