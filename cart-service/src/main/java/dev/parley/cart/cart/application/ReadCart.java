package dev.parley.cart.cart.application;

import dev.parley.cart.cart.domain.Cart;
import dev.parley.cart.cart.domain.CartLine;
import dev.parley.cart.cart.domain.Owner;
import dev.parley.cart.cart.domain.ProductFact;
import dev.parley.cart.cart.domain.ProductFacts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** Reads the caller's cart with the current prices of its products. */
@ApplicationScoped
public class ReadCart {

    /**
     * @param cart empty when the caller has none
     * @param facts the current facts of its SKUs, by SKU
     */
    public record Reading(Optional<Cart> cart, Map<String, ProductFact> facts) {}

    private final CurrentCart current;
    private final ProductFacts facts;

    ReadCart(CurrentCart current, ProductFacts facts) {
        this.current = current;
        this.facts = facts;
    }

    public Reading handle(Owner owner) {
        return withFacts(current.read(owner));
    }

    /** The same for a cart that was just read or changed. */
    public Reading withFacts(Optional<Cart> cart) {
        return new Reading(
                cart,
                cart.map(c -> facts.of(c.lines().stream().map(CartLine::sku).toList()))
                        .orElse(Map.of()));
    }
}
