package dev.parley.order.order.application;

import dev.parley.order.order.domain.BuyerId;
import dev.parley.order.order.domain.Order;
import dev.parley.order.order.domain.OrderId;
import dev.parley.order.order.domain.Orders;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds an order for its buyer, or for staff. */
@ApplicationScoped
public class FindOrder {

    /** Buyers see their own orders, staff see all. */
    public record Viewer(BuyerId id, boolean isStaff) {}

    private final Orders orders;

    FindOrder(Orders orders) {
        this.orders = orders;
    }

    /** @throws dev.parley.platform.problem.Problem 404 when the order does not exist or belongs to another buyer */
    public Order handle(OrderId id, Viewer viewer) {
        Optional<Order> found = viewer.isStaff() ? orders.find(id) : orders.find(id, viewer.id());
        return found.orElseThrow(() -> Problems.notFound("order"));
    }
}
