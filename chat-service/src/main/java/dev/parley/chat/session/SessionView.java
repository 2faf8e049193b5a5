package dev.parley.chat.session;

import dev.parley.platform.openapi.WireEnum;
import java.time.Instant;

/** @param expiresAt when the session ends if nothing more is done in it */
public record SessionView(
        String id,
        @WireEnum(Channel.class) String channel,
        Instant createdAt,
        Instant lastActivityAt,
        Instant expiresAt) {

    static SessionView from(Session session) {
        return new SessionView(
                session.id(),
                session.channel().text(),
                session.createdAt(),
                session.lastActivityAt(),
                session.expiresAt());
    }
}
