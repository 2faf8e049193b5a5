/**
 * The catalogue: products, their categories, their stock, and search over them.
 *
 * <p>Owns {@code products}, {@code categories}, {@code inventory}, {@code reservations}, {@code imports} and
 * {@code import_errors}. Promises:
 *
 * <ul>
 *   <li>stock per SKU never goes below zero and no unit is promised twice: each change of it is one conditional write
 *       of its document;
 *   <li>an order's lines are reserved all or none; a reservation ends once: committed, released or rejected. What a
 *       crash leaves half done is finished by the repeat of the event or by the sweeper;
 *   <li>every event may come again, early or late, without another effect; what cannot be is a dead letter;
 *   <li>product events carry the product's whole public state, first arrivals in the order of its versions;
 *   <li>what a manager or administrator does by hand leaves a record on {@code audit.activity}, in the write that does
 *       it;
 *   <li>nothing of anybody is stored;
 *   <li>the search index follows within moments; shown stock is always read from the stock itself.
 * </ul>
 */
@NullMarked
package dev.parley.catalog;

import org.jspecify.annotations.NullMarked;
