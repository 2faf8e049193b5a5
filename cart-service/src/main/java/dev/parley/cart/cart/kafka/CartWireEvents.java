package dev.parley.cart.cart.kafka;

import dev.parley.cart.cart.domain.Cart;
import dev.parley.cart.cart.domain.CartEvent;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.WireEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The published language of carts ({@code contracts/events/cart.*.json}). */
@ApplicationScoped
class CartWireEvents implements WireEvents<Cart> {

    @Override
    public List<PendingEvent> of(Cart cart, String actor) {
        return cart.events().stream()
                .map(event -> PendingEvent.of(data(event), event.at(), actor))
                .toList();
    }

    static Object data(CartEvent event) {
        String cart = event.cart().value();
        String user = event.owner().userId().orElse(null);
        String guest = event.owner().anonymousId().orElse(null);
        return switch (event) {
            case CartEvent.ItemAdded(var id, var owner, var line, var at) ->
                new CartItemAddedV1(cart, user, guest, line.sku(), line.productId(), line.quantity(), line.unitPrice());
            case CartEvent.ItemChanged(var id, var owner, var line, var at) ->
                new CartItemChangedV1(
                        cart, user, guest, line.sku(), line.productId(), line.quantity(), line.unitPrice());
            case CartEvent.ItemRemoved(var id, var owner, var line, var at) ->
                new CartItemRemovedV1(cart, user, guest, line.sku(), line.productId());
            case CartEvent.Merged merged ->
                new CartMergedV1(
                        cart,
                        user,
                        merged.from().value(),
                        merged.fromOwner().anonymousId().orElse(null),
                        WireLine.of(merged.lines()));
            case CartEvent.Converted converted ->
                new CartConvertedV1(cart, user, converted.order().value(), WireLine.of(converted.lines()));
            case CartEvent.Abandoned abandoned ->
                new CartAbandonedV1(cart, user, guest, WireLine.of(abandoned.lines()), abandoned.lastChangedAt());
        };
    }
}
