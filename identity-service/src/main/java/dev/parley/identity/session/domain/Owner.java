package dev.parley.identity.session.domain;

import dev.parley.identity.user.domain.UserId;

/** The owner of a session. */
public sealed interface Owner {

    /** As in {@code Caller.actor()}. */
    String actor();

    record Account(UserId userId) implements Owner {
        @Override
        public String actor() {
            return "user:" + userId;
        }
    }

    /** A person who has not signed in. */
    record Guest(String anonymousId) implements Owner {
        @Override
        public String actor() {
            return "guest:" + anonymousId;
        }
    }
}
