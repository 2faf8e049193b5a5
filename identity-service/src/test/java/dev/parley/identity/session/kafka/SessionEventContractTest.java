package dev.parley.identity.session.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.identity.session.domain.Device;
import dev.parley.identity.session.domain.Owner;
import dev.parley.identity.session.domain.RefreshToken;
import dev.parley.identity.session.domain.Session;
import dev.parley.identity.session.domain.SessionId;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.testing.EventSamples;
import java.time.Instant;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SessionEventContractTest {

    @Test
    void writesARevocationThatOutlastsTheTokens() {
        SessionId id = new SessionId("0199d1c0-0000-7000-8000-000000000071");
        Instant sixteenMinutesBefore = Instant.parse("2026-01-15T10:29:00Z");
        Session session = Session.start(
                id,
                new Owner.Guest("a-guest"),
                RefreshToken.first(id, new byte[32], new SecretKeySpec(new byte[32], "HmacSHA256")),
                Device.UNKNOWN,
                sixteenMinutesBefore);
        session.revoke(sixteenMinutesBefore);

        PendingEvent event =
                new SessionWireEvents().of(session, session.owner().actor()).getFirst();

        EventSamples.assertWrites(event.data());
        assertEquals("guest:a-guest", event.actor());
    }
}
