package dev.parley.identity.user.kafka;

import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.Profile;
import dev.parley.identity.user.domain.Role;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.testing.EventSamples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UserEventContractTest {

    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");

    private final User user = User.register(
            new UserId("0199d1c0-0000-7000-8000-000000000001"),
            new Email("ann@example.com"),
            Optional.empty(),
            Optional.empty(),
            "hash",
            Set.of(Role.USER),
            NOW);

    @Test
    void writesARegistration() {
        assertWritesTheLast();
    }

    @Test
    void writesASignIn() {
        user.signIn(NOW);

        assertWritesTheLast();
    }

    @Test
    void writesAChange() {
        user.changeProfile(Profile.of("Anna"), NOW);

        assertWritesTheLast();
    }

    @Test
    void writesASuspension() {
        user.suspend(NOW);

        assertWritesTheLast();
    }

    @Test
    void writesTheEndOfAnAccount() {
        user.delete(NOW);
        user.purge(List.of("0199d1c0-0000-7000-8000-000000000002"), NOW);

        assertWritesTheLast();
    }

    private void assertWritesTheLast() {
        EventSamples.assertWrites(
                new UserEventMessages().of(user, "user:" + user.id()).getLast().data());
    }
}
