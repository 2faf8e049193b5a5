package dev.parley.chat.assistant.domain;

/** A follow-up that the client may offer as a button. */
public sealed interface Action {

    /** Add this to the cart. */
    record AddToCart(String sku, int quantity) implements Action {}

    /** Send this text, such as another search. */
    record Ask(String text) implements Action {}

    /** Resend the message later: a service needed for the answer was unavailable. */
    record TryAgain(String text) implements Action {}

    /** Show the orders. */
    record ShowOrders() implements Action {}
}
