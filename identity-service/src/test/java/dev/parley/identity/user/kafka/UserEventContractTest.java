package dev.parley.identity.user.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.identity.guest.LinkGuest;
import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.Profile;
import dev.parley.identity.user.domain.Role;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.events.EventJson;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.EventSamples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
    void writesADeletion() {
        user.delete(NOW);
        user.purge(List.of("0199d1c0-0000-7000-8000-000000000002"), NOW);

        assertWritesTheLast();
    }

    @Test
    void writesManyGuestsInPages() {
        List<String> guests = guests(2_500);

        List<PendingEvent> events = purged(guests);

        assertEquals(3, events.size());
        UserDeletedV1 first = (UserDeletedV1) events.getFirst().data();
        assertEquals(3, first.guestPages());
        assertEquals(guests.subList(0, 1_000), first.guests());
        assertEquals(
                new GuestsPurgedV1(user.id().value(), guests.subList(2_000, 2_500), 3, 3),
                events.getLast().data());
        assertEquals(
                new PendingEvent.Destination("identity.users", user.id() + ":3"),
                events.getLast().destination());
        EventSamples.assertWrites(
                new GuestsPurgedV1(user.id().value(), List.of("0199d1c0-0000-7000-8000-000000000002"), 2, 2));
    }

    @Test
    void theMaximumNumberOfGuestsFitsOneWrite() {
        List<PendingEvent> events = purged(guests(LinkGuest.MOST));

        long bytes = events.stream()
                .mapToLong(event -> EventJson.write(event.data()).length() + 500) // and the metadata besides the data
                .sum();
        assertTrue(bytes < 15 * 1024 * 1024, () -> bytes + " bytes in one document");
        assertTrue(events.size() < 500, () -> events.size() + " events in one document");
    }

    private List<PendingEvent> purged(List<String> guests) {
        User purged = User.restore(user.state());
        purged.delete(NOW);
        purged.purge(guests, NOW);
        List<PendingEvent> events = new UserWireEvents().of(purged, "user:" + user.id());
        return events.subList(1, events.size());
    }

    private static List<String> guests(int many) {
        return Stream.generate(Ids::next).limit(many).sorted().toList();
    }

    private void assertWritesTheLast() {
        EventSamples.assertWrites(
                new UserWireEvents().of(user, "user:" + user.id()).getLast().data());
    }
}
