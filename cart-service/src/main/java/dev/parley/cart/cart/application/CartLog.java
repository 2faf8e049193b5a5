package dev.parley.cart.cart.application;

import dev.parley.cart.cart.domain.Cart;
import dev.parley.cart.cart.domain.CartEvent;
import dev.parley.cart.cart.domain.Carts;
import java.util.List;
import org.jboss.logging.Logger;

/** Logs what happened to a cart, once its events are stored. */
final class CartLog {

    private static final Logger LOG = Logger.getLogger(CartLog.class);

    private CartLog() {}

    /** Saves the cart, then logs the events that the save stored. */
    static void save(Carts carts, Cart cart) {
        List<CartEvent> events = cart.events();
        carts.save(cart);
        events.forEach(CartLog::log);
    }

    private static void log(CartEvent event) {
        switch (event) {
            case CartEvent.Merged merged ->
                LOG.infof(
                        "Cart merged: cartId=%s from=%s lines=%d",
                        merged.cart(), merged.from(), merged.lines().size());
            case CartEvent.Converted converted ->
                LOG.infof("Cart converted: cartId=%s orderId=%s", converted.cart(), converted.order());
            case CartEvent.Abandoned abandoned ->
                LOG.infof(
                        "Cart abandoned: cartId=%s lines=%d",
                        abandoned.cart(), abandoned.lines().size());
            // Too many for a log; they are events.
            case CartEvent.ItemAdded added -> {}
            case CartEvent.ItemChanged changed -> {}
            case CartEvent.ItemRemoved removed -> {}
        }
    }
}
