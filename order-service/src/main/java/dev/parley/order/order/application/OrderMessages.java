package dev.parley.order.order.application;

import dev.parley.order.order.domain.Order;
import dev.parley.order.order.domain.OrderEvent;

/** How what happened to an order is told to others: the record that goes over the wire. */
public interface OrderMessages {

    Object toWire(Order order, OrderEvent event);
}
