package dev.parley.order.order.application;

import dev.parley.order.order.domain.BuyerId;
import dev.parley.order.order.domain.Order;
import dev.parley.order.order.domain.OrderId;
import dev.parley.order.order.domain.Orders;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Reads orders for whom they concern. */
@ApplicationScoped
public class FindOrders {

    /** Who looks: buyers see their own orders, staff sees all. */
    public record Viewer(BuyerId id, boolean isStaff) {}

    private final Orders orders;

    FindOrders(Orders orders) {
        this.orders = orders;
    }

    /** @throws dev.parley.platform.problem.Problem 404 when there is no such order, or it is somebody else's */
    public Order one(OrderId id, Viewer viewer) {
        Optional<Order> found = viewer.isStaff() ? orders.find(id) : orders.find(id, viewer.id());
        return found.orElseThrow(() -> Problems.notFound("order"));
    }

    /** A buyer's orders, newest first. */
    public List<Order> of(BuyerId buyer, Optional<OrderId> before, int most) {
        return orders.of(buyer, before, most);
    }
}
