package dev.parley.cart.cart.upstream;

import dev.parley.cart.cart.application.EndCheckout.Outcome;
import dev.parley.cart.cart.application.OrderVoids;
import dev.parley.cart.cart.domain.OrderId;
import dev.parley.cart.cart.domain.Owner;
import dev.parley.platform.upstream.Upstream;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Calls order-service over HTTP. */
@ApplicationScoped
class HttpOrderVoids implements OrderVoids {

    private final OrderClient orders;

    HttpOrderVoids(@RestClient OrderClient orders) {
        this.orders = orders;
    }

    @Override
    public Outcome voidOrFind(OrderId order, Owner.User buyer) {
        String state = Upstream.call(
                        "order-service", () -> orders.voidOrder(order.value(), new OrderClient.VoidRequest(buyer.id())))
                .state();
        return switch (state) {
            case "open" -> Outcome.OPEN;
            case "void", "refused" -> Outcome.FAILED;
            case "confirmed" -> Outcome.CONFIRMED;
            default -> throw new IllegalStateException("Unknown order state: " + state);
        };
    }
}
