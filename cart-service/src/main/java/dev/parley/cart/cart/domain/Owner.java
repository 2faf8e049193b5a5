package dev.parley.cart.cart.domain;

import java.util.Optional;

/** The owner of a cart: a user, or a guest who has not signed in. */
public sealed interface Owner {

    /** The unique key of the owner's current cart. */
    String key();

    default Optional<String> userId() {
        return this instanceof User user ? Optional.of(user.id()) : Optional.empty();
    }

    default Optional<String> anonymousId() {
        return this instanceof Guest guest ? Optional.of(guest.id()) : Optional.empty();
    }

    record User(String id) implements Owner {
        @Override
        public String key() {
            return "user:" + id;
        }
    }

    record Guest(String id) implements Owner {
        @Override
        public String key() {
            return "guest:" + id;
        }
    }
}
