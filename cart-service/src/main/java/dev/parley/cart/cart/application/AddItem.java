package dev.parley.cart.cart.application;

import dev.parley.cart.cart.domain.Cart;
import dev.parley.cart.cart.domain.CartId;
import dev.parley.cart.cart.domain.CartProblem;
import dev.parley.cart.cart.domain.Carts;
import dev.parley.cart.cart.domain.Owner;
import dev.parley.cart.cart.domain.ProductFact;
import dev.parley.cart.cart.domain.ProductFacts;
import dev.parley.platform.events.OptimisticRetry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Puts pieces of a SKU into the caller's cart, opening one where there is none. */
@ApplicationScoped
public class AddItem {

    /**
     * @param key identity of the request, if it has one
     * @param newCartId the id of the cart, should one have to be opened; the same at a retry
     */
    public record Command(Owner owner, String sku, int quantity, Optional<String> key, CartId newCartId) {}

    private final CurrentCart current;
    private final Carts carts;
    private final ProductFacts facts;
    private final MergeCarts merge;
    private final Clock clock;

    AddItem(CurrentCart current, Carts carts, ProductFacts facts, MergeCarts merge, Clock clock) {
        this.current = current;
        this.carts = carts;
        this.facts = facts;
        this.merge = merge;
        this.clock = clock;
    }

    /** @param precondition refuses a version of the cart that the caller has not read; 0 stands for no cart */
    public Cart handle(Command command, LongConsumer precondition) {
        ProductFact product = facts.of(command.sku()).orElseThrow(() -> new CartProblem.SkuUnknown(command.sku()));
        Cart changed = OptimisticRetry.run(() -> {
            Cart cart = current.gatherOrOpen(command.owner(), command.newCartId());
            if (!cart.knows(command.key())) { // a repeat has read what it itself made
                precondition.accept(cart.version());
            }
            cart.add(product, command.quantity(), command.key(), clock.instant());
            carts.save(cart);
            return cart;
        });
        return followLink(command.owner(), changed);
    }

    // The guest may have become a user while this opened a cart that the link did not see: the link is stored before
    // carts are looked for, so looking for
    // the link after storing the cart leaves no gap.
    private Cart followLink(Owner asked, Cart changed) {
        if (changed.owner() instanceof Owner.Guest && current.resolve(asked) instanceof Owner.User user) {
            merge.handle(user);
            return carts.current(user).orElse(changed);
        }
        return changed;
    }
}
