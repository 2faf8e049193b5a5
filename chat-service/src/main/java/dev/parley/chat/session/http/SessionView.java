package dev.parley.chat.session.http;

import dev.parley.chat.session.domain.Channel;
import dev.parley.chat.session.domain.Session;
import dev.parley.platform.WireName;
import dev.parley.platform.openapi.WireEnum;
import java.time.Instant;

/** @param expiresAt when the session expires without further activity */
public record SessionView(
        String id,
        @WireEnum(Channel.class) String channel,
        Instant createdAt,
        Instant lastActivityAt,
        Instant expiresAt) {

    static SessionView from(Session session) {
        return new SessionView(
                session.id().value(),
                WireName.of(session.channel()),
                session.createdAt(),
                session.lastActivityAt(),
                session.expiresAt());
    }
}
