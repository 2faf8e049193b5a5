package dev.parley.identity.guest;

import dev.parley.platform.testing.EventSamples;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuestEventContractTest {

    @Test
    void writesALink() {
        Instant now = Instant.parse("2026-01-15T10:30:00Z");

        EventSamples.assertWrites(new GuestLinkedV1(
                "0199d1c0-0000-7000-8000-000000000001",
                "active",
                List.of("user"),
                "free",
                now,
                "0199d1c0-0000-7000-8000-000000000002",
                now));
    }
}
