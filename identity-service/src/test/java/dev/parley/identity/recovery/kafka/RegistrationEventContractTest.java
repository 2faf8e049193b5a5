package dev.parley.identity.recovery.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.platform.testing.EventSamples;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RegistrationEventContractTest {

    @Test
    void readsARegistration() {
        UserRegisteredV1 event = EventSamples.read(UserRegisteredV1.class);

        assertEquals("0199d1c0-0000-7000-8000-000000000001", event.userId());
        assertEquals(Instant.parse("2026-01-15T10:30:00Z"), event.registeredAt());
    }
}
