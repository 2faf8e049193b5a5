package dev.parley.chat.session;

import dev.parley.chat.conversation.domain.Owner;
import java.time.Duration;
import java.time.Instant;

/** One visit on one channel. It ends {@link #LIFE 24 hours} after what was last done in it. */
public record Session(String id, Owner owner, Channel channel, Instant createdAt, Instant lastActivityAt) {

    static final Duration LIFE = Duration.ofHours(24);

    public static Session begin(String id, Owner owner, Channel channel, Instant now) {
        return new Session(id, owner, channel, now, now);
    }

    Instant expiresAt() {
        return lastActivityAt.plus(LIFE);
    }
}
