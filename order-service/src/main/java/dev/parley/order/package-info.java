/**
 * Orders and their payments. Owns {@code orders} and {@code payments}. Promises:
 *
 * <ul>
 *   <li>a retried request returns the same order: the idempotency record assigns its id before anything else happens;
 *   <li>every stored order ends confirmed or cancelled, at the latest at its deadline;
 *   <li>no payment is charged twice or held without an order: a payment's {@code _id} is the order id, and an order
 *       that ends unconfirmed ends its payment;
 *   <li>state and events are one write, so events of one order are published in order, at least once;
 *   <li>no order can be placed under an id whose cart was thawed;
 *   <li>when a buyer is erased, orders are anonymized and kept for accounting.
 * </ul>
 *
 * The README lists every point at which a process may crash and how the order is resumed.
 */
package dev.parley.order;
