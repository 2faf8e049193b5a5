package dev.parley.identity.user.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
        assertEquals(Plan.FREE, user.state().subscription().planAt(NOW));
        assertEquals("Ann", user.state().profile().displayName());
        assertEquals(List.of(new UserEvent.Registered(NOW)), user.events());
    }

    @Test
    void showsTheLocalPartOfItsAddressWhenItHasNoName() {
        assertEquals("Ann.Smith", aNewUser(Optional.empty()).state().profile().displayName());
    }

    @Test
    void recordsOneEventWithAllChangedParts() {
        User user = User.restore(aNewUser(Optional.of("Ann")).state());

        user.changeProfile(Profile.of("Anna"), LATER);
        user.changeEditorSettings(new EditorSettings(false, 60), LATER);

        assertEquals("Anna", user.state().profile().displayName());
        assertEquals(LATER, user.state().updatedAt());
        assertEquals(List.of(new UserEvent.Updated(List.of("profile", "editorSettings"), LATER)), user.events());
    }

    @Test
    void recordsNoEventForAChangeWithoutEffect() {
        User user = User.restore(aNewUser(Optional.of("Ann")).state());

        user.changeProfile(Profile.of("Ann"), LATER);
        user.changeUsername(Optional.empty(), LATER);

        assertEquals(List.of(), user.events());
        assertEquals(NOW, user.state().updatedAt());
    }

    @Test
    void recordsNoEventForANewPassword() {
        User user = User.restore(aNewUser(Optional.of("Ann")).state());

        user.changePassword("other", LATER);

        assertEquals("other", user.state().passwordHash());
        assertEquals(List.of(), user.events());
    }

    @Test
    void losesTheRegistrantsDataWhenItIsClaimed() {
        User user = User.restore(aNewUser(Optional.of("Ann")).state());
        user.changeUsername(Optional.of(new Username("ann")), NOW);
        user.putAddress("1", anAddress("Accra"), false, NOW);
        user.changeRoles(Set.of(Role.USER, Role.SALESPERSON), NOW);

        user.claim(LATER);

        User.State claimed = user.state();
        assertTrue(claimed.emailVerified());
        assertEquals(User.NO_PASSWORD, claimed.passwordHash());
        assertEquals(Profile.of("Ann.Smith"), claimed.profile());
        assertEquals(AddressBook.EMPTY, claimed.addresses());
        assertEquals(null, claimed.username());
        assertEquals(Set.of(Role.USER, Role.SALESPERSON), claimed.roles(), "administrators gave them");
    }

    @Test
    void isNotClaimedOnceItsAddressIsConfirmed() {
        User user = User.restore(aNewUser(Optional.of("Ann")).state());
        user.verifyEmail(NOW);
        User.State before = user.state();

        user.claim(LATER);

        assertEquals(before, user.state());
    }

    @Test
    void keepsOneDefaultAddressAsLongAsThereIsOne() {
        User user = User.restore(aNewUser(Optional.of("Ann")).state());

        user.putAddress("1", anAddress("Accra"), false, LATER);
        user.putAddress("2", anAddress("Kumasi"), true, LATER);
        user.putAddress("3", anAddress("Tamale"), false, LATER);
        assertEquals("2", user.state().addresses().defaultShipping());

        user.removeAddress("2", LATER);
        assertEquals("1", user.state().addresses().defaultShipping());

        user.removeAddress("1", LATER);
        user.removeAddress("3", LATER);
        assertEquals(AddressBook.EMPTY, user.state().addresses());
    }

    @Test
    void hasRoomForTwentyAddresses() {
        User user = User.restore(aNewUser(Optional.of("Ann")).state());
        for (int i = 1; i <= AddressBook.MOST; i++) {
            user.putAddress("" + i, anAddress("Accra"), false, LATER);
        }

        user.putAddress("1", anAddress("Kumasi"), false, LATER);

        assertThrows(UserProblem.AddressBookFull.class, () -> user.putAddress("21", anAddress("Accra"), false, LATER));
    }

    @Test
    void countsAsFreeWhenItsSubscriptionHasExpired() {
        Subscription subscription = new Subscription(Plan.PREMIUM, NOW, LATER, Set.of(Feature.API_ACCESS));

        assertEquals(Plan.FREE, subscription.planAt(NOW.minusMillis(1)));
        assertEquals(Plan.PREMIUM, subscription.planAt(NOW));
        assertEquals(Set.of(Feature.API_ACCESS), subscription.featuresAt(LATER.minusMillis(1)));
        assertEquals(Plan.FREE, subscription.planAt(LATER));
        assertEquals(Set.of(), subscription.featuresAt(LATER));
        assertThrows(
                UserProblem.SubscriptionEndsBeforeItStarts.class,
                () -> new Subscription(Plan.BASIC, NOW, NOW, Set.of()));
    }

    @Test
    void isSuspendedAndReactivated() {
        User user = User.restore(aNewUser(Optional.of("Ann")).state());

        user.suspend(LATER);
        user.suspend(LATER);
        assertEquals(List.of(new UserEvent.Suspended(LATER)), user.events());

        user.reactivate(LATER);
        user.reactivate(LATER);
        assertTrue(user.isActive());
        assertEquals(
                new UserEvent.Updated(List.of("status"), LATER), user.events().getLast());
    }

    @Test
    void remembersItsLastSignIn() {
        User user = User.restore(aNewUser(Optional.empty()).state());

        user.signIn(LATER);

        assertEquals(LATER, user.state().lastLoginAt());
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
        User suspended = User.restore(user);
        suspended.suspend(NOW);
        return User.restore(suspended.state());
    }

    private static Address anAddress(String city) {
        return new Address("Ann Smith", "1 Example Street", null, city, null, "00233", "GH");
    }
}
