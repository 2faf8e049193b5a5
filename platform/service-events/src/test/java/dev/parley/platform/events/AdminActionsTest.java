package dev.parley.platform.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.parley.platform.events.AdminActionRecordedV1.Change;
import dev.parley.platform.events.AdminActionRecordedV1.Target;
import dev.parley.platform.security.Caller;
import dev.parley.platform.security.Roles;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdminActionsTest {

    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");

    private static AdminActions by(String... roles) {
        return AdminActions.by(
                new Caller(Caller.Kind.USER, "m1", Set.of(roles), Optional.empty(), Optional.empty(), "free", Set.of()),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void recordActorActionAndTarget() {
        List<PendingEvent> events = by(Roles.USER, Roles.MANAGER)
                .record("user.suspended", "user", "u7")
                .changed("status", "active", "suspended")
                .changed("plan", "free", "free")
                .changed("until", null, NOW)
                .personal("email", "displayName")
                .events();

        PendingEvent event = events.getFirst();
        assertEquals(1, events.size());
        assertEquals("user:m1", event.actor());
        assertEquals(NOW, event.at());
        assertEquals(new PendingEvent.Destination("audit.activity", "u7"), event.destination());
        assertEquals(
                new AdminActionRecordedV1(
                        "user:m1",
                        List.of("manager", "user"),
                        "user.suspended",
                        new Target("user", "u7"),
                        List.of(
                                new Change("status", "active", "suspended"),
                                new Change("until", null, "2026-01-15T10:30:00Z")),
                        0,
                        List.of("displayName", "email"),
                        null,
                        null,
                        null,
                        NOW),
                event.data());
    }

    @Test
    void areOnlyThoseOfManagersAndAdministrators() {
        assertEquals(1, by(Roles.ADMIN).record("x.done", "x", "1").events().size());
        assertEquals(0, by(Roles.USER).record("x.done", "x", "1").events().size());
        assertEquals(
                0, by(Roles.SALESPERSON).record("x.done", "x", "1").events().size());
        assertEquals(0, by(Roles.SERVICE).record("x.done", "x", "1").events().size());
        assertEquals(
                0,
                AdminActions.by(Caller.nobody("test-service"), Clock.systemUTC())
                        .record("x.done", "x", "1")
                        .events()
                        .size());
    }

    @Test
    void neverGrowTooLargeToBeSent() {
        AdminAction act = by(Roles.ADMIN).record("product.changed", "product", "p");
        for (int i = 0; i < 150; i++) {
            act.changed("field" + i, null, "\ud83d\ude00".repeat(1000));
        }

        AdminActionRecordedV1 data =
                (AdminActionRecordedV1) act.events().getFirst().data();

        assertEquals(100, data.changes().size());
        assertEquals(50, data.omittedChanges());
        Change first = data.changes().getFirst();
        assertNull(first.before());
        assertEquals("\ud83d\ude00".repeat(499) + "…", first.after());
    }
}
