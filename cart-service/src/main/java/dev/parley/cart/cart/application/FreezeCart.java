package dev.parley.cart.cart.application;

import dev.parley.cart.cart.domain.Cart;
import dev.parley.cart.cart.domain.CartLine;
import dev.parley.cart.cart.domain.CartProblem;
import dev.parley.cart.cart.domain.Carts;
import dev.parley.cart.cart.domain.OrderId;
import dev.parley.cart.cart.domain.Owner;
import dev.parley.cart.cart.domain.ProductFact;
import dev.parley.cart.cart.domain.ProductFacts;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/**
 * Freezes a user's cart for an order, at the current prices. Idempotent: a retry for the same order gets the same
 * result, also after the cart is converted.
 */
@ApplicationScoped
public class FreezeCart {

    /** @param expectedTotal the highest total that the buyer accepts, if given */
    public record Command(OrderId order, Owner.User buyer, Optional<Money> expectedTotal) {}

    private final CurrentCart current;
    private final Carts carts;
    private final ProductFacts facts;
    private final Clock clock;

    FreezeCart(CurrentCart current, Carts carts, ProductFacts facts, Clock clock) {
        this.current = current;
        this.carts = carts;
        this.facts = facts;
        this.clock = clock;
    }

    public Cart handle(Command command) {
        return OptimisticRetry.run(() -> {
            Optional<Cart> held = carts.ofOrder(command.order());
            if (held.isPresent()) {
                Cart again = held.filter(cart -> cart.owner().equals(command.buyer()))
                        .orElseThrow(() -> Problems.notFound("cart"));
                again.renewLease(command.order(), clock.instant());
                carts.save(again);
                return again;
            }
            Cart cart = current.mergeAndFind(command.buyer()).orElseThrow(CartProblem.CartEmpty::new);
            Map<String, ProductFact> now =
                    facts.of(cart.lines().stream().map(CartLine::sku).toList());
            cart.freeze(
                    command.order(),
                    command.expectedTotal(),
                    sku -> Optional.ofNullable(now.get(sku)),
                    clock.instant());
            carts.save(cart);
            return cart;
        });
    }
}
