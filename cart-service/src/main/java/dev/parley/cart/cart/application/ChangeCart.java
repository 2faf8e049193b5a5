package dev.parley.cart.cart.application;

import dev.parley.cart.cart.domain.Cart;
import dev.parley.cart.cart.domain.CartProblem;
import dev.parley.cart.cart.domain.Carts;
import dev.parley.cart.cart.domain.Owner;
import dev.parley.platform.events.OptimisticRetry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;

/** Changes the lines of the caller's cart: sets a quantity, removes one line or removes all lines. */
@ApplicationScoped
public class ChangeCart {

    /** The change to make. */
    public sealed interface Command {

        Owner owner();

        record SetQuantity(Owner owner, String sku, int quantity) implements Command {}

        record RemoveLine(Owner owner, String sku) implements Command {}

        record Clear(Owner owner) implements Command {}
    }

    private final CurrentCart current;
    private final Carts carts;
    private final Clock clock;

    ChangeCart(CurrentCart current, Carts carts, Clock clock) {
        this.current = current;
        this.carts = carts;
        this.clock = clock;
    }

    /**
     * @param precondition rejects a stale version of the cart; 0 stands for no cart
     * @return the cart after the change; empty when there is none and nothing had to be done
     */
    public Optional<Cart> handle(Command command, LongConsumer precondition) {
        return switch (command) {
            case Command.SetQuantity set ->
                Optional.of(change(
                                set.owner(),
                                precondition,
                                (cart, now) -> cart.changeQuantity(set.sku(), set.quantity(), now))
                        .orElseThrow(() -> new CartProblem.LineUnknown(set.sku())));
            case Command.RemoveLine remove ->
                Optional.of(change(remove.owner(), precondition, (cart, now) -> cart.remove(remove.sku(), now))
                        .orElseThrow(() -> new CartProblem.LineUnknown(remove.sku())));
            case Command.Clear clear -> change(clear.owner(), precondition, Cart::clear);
        };
    }

    private Optional<Cart> change(Owner owner, LongConsumer precondition, BiConsumer<Cart, Instant> step) {
        return OptimisticRetry.run(() -> {
            Optional<Cart> found = current.mergeAndFind(owner);
            precondition.accept(found.map(Cart::version).orElse(0L));
            found.ifPresent(cart -> {
                step.accept(cart, clock.instant());
                carts.save(cart);
            });
            return found;
        });
    }
}
