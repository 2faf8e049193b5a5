package dev.parley.chat.conversation.domain;

import java.util.Locale;

/**
 * Whose a conversation is, for good: a guest who becomes a user is followed by the guest links, not by a change of the
 * conversation.
 */
public record Owner(Kind kind, String id) {

    public enum Kind {
        USER,
        GUEST
    }

    public static Owner user(String userId) {
        return new Owner(Kind.USER, userId);
    }

    public static Owner guest(String anonymousId) {
        return new Owner(Kind.GUEST, anonymousId);
    }

    /** As {@code ce_actor} is spelt: {@code user:<id>}, {@code guest:<id>}. */
    public String key() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + id;
    }
}
