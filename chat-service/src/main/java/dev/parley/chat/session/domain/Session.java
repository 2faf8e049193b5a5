package dev.parley.chat.session.domain;

import dev.parley.chat.owner.Owner;
import java.time.Duration;
import java.time.Instant;

/** A visit on one channel. It expires {@link #LIFE 24 hours} after its last activity. */
public record Session(SessionId id, Owner owner, Channel channel, Instant createdAt, Instant lastActivityAt) {

    public static final Duration LIFE = Duration.ofHours(24);

    public static Session begin(SessionId id, Owner owner, Channel channel, Instant now) {
        return new Session(id, owner, channel, now, now);
    }

    public Instant expiresAt() {
        return lastActivityAt.plus(LIFE);
    }
}
