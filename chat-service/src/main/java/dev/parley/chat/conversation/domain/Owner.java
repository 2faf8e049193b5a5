package dev.parley.chat.conversation.domain;

/** Whose a conversation is, for good: a guest who becomes a user is followed by the guest links, not by a change of the conversation. */
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
}
