package dev.parley.cart.cart.domain;

class InMemoryCartsTest extends CartsContract {

    private final Carts carts = new InMemoryCarts();

    @Override
    protected Carts carts() {
        return carts;
    }
}
