/**
 * Orders and their payments. Owns {@code orders} and {@code payments}. Promises:
 *
 * <ul>
 *   <li>the same request gives the same order: its id is made by the idempotency record before anything else happens;
 *   <li>every stored order ends confirmed or cancelled, at the latest at its deadline;
 *   <li>no money is taken twice or held without an order: a payment's {@code _id} is the order id, and an order that
 *       ends without being sold ends its payment;
 *   <li>state and events are one write, so events of one order are published in order, at least once;
 *   <li>an id for which a cart was given back can never become an order;
 *   <li>when a buyer is erased, the books keep the sale and nobody's name.
 * </ul>
 *
 * The README lists every point at which a process may die and what finishes the order then.
 */
package dev.parley.order;
