package dev.parley.platform.events;

import dev.parley.platform.security.RevokedTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Consumes revocations of tokens, in every instance of every service. */
@ApplicationScoped
class RevokedTokensConsumer implements BroadcastConsumer {

    @EventType("dev.parley.token.revoked.v1")
    record TokenRevokedV1(
            @Nullable String jti,
            @Nullable String sid,
            @Nullable String sub,
            @Nullable Instant issuedBefore,
            Instant expiresAt) {}

    private final RevokedTokens revoked;

    RevokedTokensConsumer(RevokedTokens revoked) {
        this.revoked = revoked;
    }

    @Override
    public String topic() {
        return "identity.tokens";
    }

    @Override
    public void on(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null || !EventMeta.of(record).type().equals(EventType.Of.type(TokenRevokedV1.class))) {
            return;
        }
        TokenRevokedV1 event = EventJson.read(record.value(), TokenRevokedV1.class);
        if (event.jti() != null) {
            revoked.addToken(event.jti(), event.expiresAt());
        }
        if (event.sid() != null) {
            revoked.addFamily(event.sid(), event.expiresAt());
        }
        if (event.sub() != null && event.issuedBefore() != null) {
            revoked.addSubject(event.sub(), event.issuedBefore(), event.expiresAt());
        }
    }
}
