package dev.parley.chat.assistant.domain;

/** Something the person may do next with one press. */
public sealed interface Action {

    /** Put this into the cart. */
    record AddToCart(String sku, int quantity) implements Action {}

    /** Say this, such as another search. */
    record Ask(String text) implements Action {}

    /** Say the same again later: what is needed for an answer was away. */
    record TryAgain(String text) implements Action {}

    /** Look at the orders. */
    record ShowOrders() implements Action {}
}
