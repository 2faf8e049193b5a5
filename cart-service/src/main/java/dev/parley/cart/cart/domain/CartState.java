package dev.parley.cart.cart.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cart as it is kept.
 *
 * @param recentKeys {@link dev.parley.platform.id.OneTimeKeys} of additions, also of carts that came in here
 * @param mergedFrom ids of the closed carts whose lines came in here
 * @param order the order it is frozen for or was bought with
 * @param leaseUntil until when a freeze holds without asking the order; only in checkout
 * @param moveTo whose current cart the remaining lines of this closed cart still have to go to
 * @param version 0 before it is first stored
 */
public record CartState(
        CartId id,
        Owner owner,
        CartStatus status,
        List<CartLine> lines,
        List<String> recentKeys,
        List<String> mergedFrom,
        @Nullable OrderId order,
        @Nullable Instant leaseUntil,
        @Nullable Owner moveTo,
        Instant createdAt,
        Instant changedAt,
        long version) {

    public CartState {
        lines = List.copyOf(lines);
        recentKeys = List.copyOf(recentKeys);
        mergedFrom = List.copyOf(mergedFrom);
    }
}
