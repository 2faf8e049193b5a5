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

/** Adds units of a SKU to the caller's cart; creates the cart if there is none. */
@ApplicationScoped
public class AddItem {

    /**
     * @param key idempotency key of the request, if it has one
     * @param newCartId the id of a cart created by this request; the same on a retry
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

    /** @param precondition rejects a stale version of the cart; 0 stands for no cart */
    public Cart handle(Command command, LongConsumer precondition) {
        ProductFact product = facts.of(command.sku()).orElseThrow(() -> new CartProblem.SkuUnknown(command.sku()));
        Cart changed = OptimisticRetry.run(() -> {
            Cart cart = current.mergeAndFindOrOpen(command.owner(), command.newCartId());
            if (!cart.knows(command.key())) { // a retry would fail on the version that it created itself
                precondition.accept(cart.version());
            }
            cart.add(product, command.quantity(), command.key(), clock.instant());
            carts.save(cart);
            return cart;
        });
        return followLink(command.owner(), changed);
    }

    // The guest may have been linked to a user while this request created the guest's cart. A link is stored before
    // its merge looks for carts, so reading the link after storing the cart leaves no gap.
    private Cart followLink(Owner asked, Cart changed) {
        if (changed.owner() instanceof Owner.Guest && current.resolve(asked) instanceof Owner.User user) {
            merge.handle(user);
            return carts.current(user).orElse(changed);
        }
        return changed;
    }
}
