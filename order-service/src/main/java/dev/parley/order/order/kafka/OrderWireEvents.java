package dev.parley.order.order.kafka;

import dev.parley.order.order.domain.Order;
import dev.parley.order.order.domain.OrderEvent;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.WireEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.joda.money.Money;

/** The published language of orders ({@code contracts/events/order.*.json}, {@code payment.*.json}). */
@ApplicationScoped
class OrderWireEvents implements WireEvents<Order> {

    @Override
    public List<PendingEvent> of(Order order, String actor) {
        Order.State state = order.state();
        return order.events().stream()
                .map(event -> PendingEvent.of(data(state, event), event.at(), actor))
                .toList();
    }

    private static Object data(Order.State state, OrderEvent event) {
        String id = state.id().value();
        String number = state.number().value();
        String user = state.buyer().value();
        String cart = state.cart().value();
        String provider = state.payment().method();
        List<WireLine> items = WireLine.of(state.lines());
        Money total = state.pricing().total();
        return switch (event) {
            case OrderEvent.Placed placed -> new OrderPlacedV1(id, number, user, cart, items, total, placed.at());
            case OrderEvent.PaymentAuthorized paid ->
                new PaymentAuthorizedV1(id, paid.paymentId().value(), provider, paid.amount(), paid.at());
            case OrderEvent.PaymentFailed failed ->
                new PaymentFailedV1(
                        id, failed.paymentId().value(), provider, failed.amount(), failed.reason(), failed.at());
            case OrderEvent.Confirmed confirmed ->
                new OrderConfirmedV1(id, number, user, cart, items, total, state.placedAt(), confirmed.at());
            case OrderEvent.Rejected rejected ->
                new OrderRejectedV1(
                        id,
                        number,
                        user,
                        cart,
                        rejected.rejection().reason(),
                        WireShortage.of(rejected.rejection().items()),
                        rejected.at());
            case OrderEvent.Cancelled cancelled ->
                new OrderCancelledV1(
                        id,
                        number,
                        user,
                        cart,
                        cancelled.wasConfirmed(),
                        items,
                        total,
                        cancelled.reason(),
                        cancelled.at());
        };
    }
}
