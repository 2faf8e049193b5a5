package dev.parley.chat.owner;

import dev.parley.platform.WireName;

/**
 * The immutable owner of sessions and conversations: when a guest becomes a user, the guest link resolves the user; the
 * conversation does not change.
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

    /** In the form of {@code ce_actor}: {@code user:<id>}, {@code guest:<id>}. */
    public String key() {
        return WireName.of(kind) + ":" + id;
    }

    /** The owner with this {@link #key}. */
    public static Owner ofKey(String key) {
        int colon = key.indexOf(':');
        return new Owner(WireName.read(Kind.class, key.substring(0, colon)), key.substring(colon + 1));
    }
}
