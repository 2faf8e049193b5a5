/**
 * The catalog: products, categories, stock, and product search.
 *
 * <p>Owns {@code products}, {@code categories}, {@code inventory}, {@code reservations}, {@code imports},
 * {@code import_errors} and {@code price_history}. Promises:
 *
 * <ul>
 *   <li>stock per SKU never goes below zero and no unit is reserved twice: each change is one conditional write of its
 *       document;
 *   <li>an order's lines are reserved all or none; a reservation ends once: committed, released or rejected. What a
 *       crash leaves unfinished is resumed by the redelivered event or by a recurring job;
 *   <li>event handlers are idempotent, also for early and late events; a contradictory event becomes a dead letter;
 *   <li>a variant is in one product at a time and keeps its id and stock when its source regroups it;
 *   <li>product events carry the product's whole public state, first arrivals in the order of its versions;
 *   <li>each act of a manager or administrator leaves a record on {@code audit.activity}, in the same write;
 *   <li>no personal data is stored;
 *   <li>the search index follows within moments; shown stock is always read from the stock itself.
 * </ul>
 */
@NullMarked
package dev.parley.catalog;

import org.jspecify.annotations.NullMarked;
