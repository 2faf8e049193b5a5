package dev.parley.cart.cart.domain;

import java.time.Instant;
import java.util.List;

/** An event of a cart. */
public sealed interface CartEvent {

    CartId cart();

    Owner owner();

    Instant at();

    record ItemAdded(CartId cart, Owner owner, CartLine line, Instant at) implements CartEvent {}

    record ItemChanged(CartId cart, Owner owner, CartLine line, Instant at) implements CartEvent {}

    record ItemRemoved(CartId cart, Owner owner, CartLine line, Instant at) implements CartEvent {}

    /** Lines were merged from a closed cart: a guest's, or the owner's previous cart after an order. */
    record Merged(CartId cart, Owner owner, CartId from, Owner fromOwner, List<CartLine> lines, Instant at)
            implements CartEvent {}

    record Converted(CartId cart, Owner owner, OrderId order, List<CartLine> lines, Instant at) implements CartEvent {}

    record Abandoned(CartId cart, Owner owner, List<CartLine> lines, Instant lastChangedAt, Instant at)
            implements CartEvent {}
}
