package dev.parley.cart.cart.domain;

import java.util.Optional;

/** Whose cart it is: a user's, or that of a guest who has not signed in. */
public sealed interface Owner {

    /** What is unique among active carts. */
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
