package dev.parley.identity.user.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UserTest {

    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);

    @Test
    void startsActiveOnTheFreePlan() {
        User user = aNewUser(Optional.of("Ann"));

        assertEquals(UserStatus.ACTIVE, user.state().status());
        assertEquals(Plan.FREE, user.state().plan());
        assertEquals("Ann", user.state().displayName());
        assertEquals(List.of(new UserEvent.Registered(NOW)), user.events());
    }

    @Test
    void showsTheLocalPartOfItsAddressWhenItHasNoName() {
        assertEquals("Ann.Smith", aNewUser(Optional.empty()).state().displayName());
    }

    @Test
    void takesAnotherNameAndTellsNobody() {
        User user = User.restore(aNewUser(Optional.of("Ann")).state());

        user.rename("Anna", LATER);

        assertEquals("Anna", user.state().displayName());
        assertEquals(LATER, user.state().updatedAt());
        assertEquals(List.of(), user.events());
    }

    @Test
    void remembersItsLastSignIn() {
        User user = User.restore(aNewUser(Optional.empty()).state());

        user.signIn(LATER);

        assertEquals(LATER, user.state().lastSignedInAt());
        assertEquals(List.of(new UserEvent.SignedIn(LATER)), user.events());
    }

    @Test
    void doesNotSignInWhenSuspended() {
        User user = suspended(aNewUser(Optional.empty()).state());

        assertFalse(user.isActive());
        assertThrows(UserProblem.InvalidCredentials.class, () -> user.signIn(LATER));
    }

    @Test
    void addressesThatDifferInCaseOrSpacesAreOne() {
        assertEquals(new Email("ann@example.com").key(), new Email("  Ann@Example.COM ").key());
        assertEquals("Ann@Example.COM", new Email("  Ann@Example.COM ").value());
    }

    @Test
    void anAddressIsNotPrinted() {
        assertFalse(new Email("ann@example.com").toString().contains("ann"));
    }

    private static User aNewUser(Optional<String> displayName) {
        return User.register(
                new UserId("0199d1c0-0000-7000-8000-000000000001"),
                new Email("Ann.Smith@example.com"),
                Optional.empty(),
                displayName,
                "hash",
                Set.of(Role.USER),
                NOW);
    }

    private static User suspended(User.State user) {
        return User.restore(new User.State(
                user.id(),
                user.version(),
                user.email(),
                user.username(),
                user.displayName(),
                user.passwordHash(),
                user.roles(),
                user.plan(),
                UserStatus.SUSPENDED,
                user.registeredAt(),
                user.updatedAt(),
                user.lastSignedInAt()));
    }
}
