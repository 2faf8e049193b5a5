package dev.parley.order.order.domain;

class InMemoryOrdersTest extends OrdersContract {

    private final Orders orders = new InMemoryOrders();

    @Override
    protected Orders orders() {
        return orders;
    }
}
