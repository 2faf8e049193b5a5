package dev.parley.order.order.kafka;

import dev.parley.order.order.application.OrderMessages;
import dev.parley.order.order.domain.Order;
import dev.parley.order.order.domain.OrderEvent;
import dev.parley.order.order.domain.OrderState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.joda.money.Money;

/** Writes order events in the published language ({@code contracts/events/order.*.json}, {@code payment.*.json}). */
@ApplicationScoped
class OrderEventMessages implements OrderMessages {

    @Override
    public Object toWire(Order order, OrderEvent event) {
        OrderState state = order.state();
        String id = state.id().value();
        String number = state.number().value();
        String user = state.buyer().value();
        String cart = state.cartId();
        String provider = state.payment().method();
        List<WireLine> items = WireLine.of(state.lines());
        Money total = state.pricing().total();
        return switch (event) {
            case OrderEvent.Placed placed -> new OrderPlacedV1(id, number, user, cart, items, total, placed.at());
            case OrderEvent.PaymentAuthorized paid ->
                new PaymentAuthorizedV1(id, paid.paymentId(), provider, paid.amount(), paid.at());
            case OrderEvent.PaymentFailed failed ->
                new PaymentFailedV1(id, failed.paymentId(), provider, failed.amount(), failed.reason(), failed.at());
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
