/**
 * Carts: what somebody means to buy, at which price it was put in.
 *
 * <p>Owns {@code carts}, and copies of two things that others own: {@code product_facts} (from catalog-service's
 * events) and {@code guest_links} (from identity-service's). Promises:
 *
 * <ul>
 *   <li>one current cart per user or guest, held by a unique key that only a current cart has;
 *   <li>an addition under an {@code Idempotency-Key} is made once: the write carries the key;
 *   <li>a cart is frozen for at most one order, and an order holds at most one cart. It thaws only when order-service
 *       has said that no order can come of it, so a paused order-service cannot sell the same cart twice;
 *   <li>lines that move from a closed cart to a current one (a guest signs in; an order leaves lines of other
 *       marketplaces) arrive once, whatever dies in between: see {@link dev.parley.cart.cart.application.MergeCarts};
 *   <li>events of one cart are published in order, at least once;
 *   <li>a person who is erased has no cart, neither as a user nor as a guest, and gets none from an event that comes
 *       late.
 * </ul>
 *
 * Prices are as fresh as the copy, usually well under a second; freezing prices every line anew.
 */
package dev.parley.cart;
