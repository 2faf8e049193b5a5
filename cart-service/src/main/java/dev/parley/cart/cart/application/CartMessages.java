package dev.parley.cart.cart.application;

import dev.parley.cart.cart.domain.CartEvent;

/** How what happened to a cart is told to others: the record that goes over the wire. */
public interface CartMessages {

    Object toWire(CartEvent event);
}
