package dev.parley.identity.user.kafka;

import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserEvent;
import dev.parley.platform.WireName;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.WireEvents;
import dev.parley.platform.privacy.Person;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The wire events of accounts, topic {@code identity.users}. */
@ApplicationScoped
class UserWireEvents implements WireEvents<User> {

    private static final String TOPIC = "identity.users";

    @Override
    public List<PendingEvent> of(User user, String actor) {
        List<PendingEvent> messages = new ArrayList<>();
        for (UserEvent event : user.events()) {
            messages.add(PendingEvent.of(data(user.state(), event), event.at(), actor));
            if (event instanceof UserEvent.Purged purged) {
                messages.addAll(furtherPages(user.id().value(), purged, actor));
            }
        }
        return messages;
    }

    private static List<PendingEvent> furtherPages(String id, UserEvent.Purged purged, String actor) {
        List<Person> pages = new Person(id, purged.guests()).pages();
        return IntStream.rangeClosed(2, pages.size())
                .mapToObj(page -> new GuestsPurgedV1(id, pages.get(page - 1).guests(), page, pages.size()))
                .map(data -> PendingEvent.of(data, purged.at(), actor).routedTo(TOPIC, id + ":" + data.page()))
                .toList();
    }

    private static Object data(User.State user, UserEvent event) {
        String id = user.id().value();
        String status = WireName.of(user.status());
        List<String> roles = user.roles().stream().map(WireName::of).sorted().toList();
        String plan = WireName.of(user.subscription().planAt(event.at()));
        return switch (event) {
            case UserEvent.Registered _ -> new UserRegisteredV1(id, status, roles, plan, user.registeredAt());
            case UserEvent.SignedIn signedIn ->
                new UserSignedInV1(id, status, roles, plan, user.registeredAt(), signedIn.at());
            case UserEvent.Updated updated ->
                new UserUpdatedV1(id, status, roles, plan, user.registeredAt(), updated.changed(), updated.at());
            case UserEvent.Suspended suspended ->
                new UserSuspendedV1(id, status, roles, plan, user.registeredAt(), suspended.at());
            case UserEvent.Deleted deleted ->
                new UserDeletedV1(
                        id, status, roles, plan, user.registeredAt(), "marked", List.of(), null, deleted.at());
            case UserEvent.Purged purged -> {
                List<Person> pages = new Person(id, purged.guests()).pages();
                yield new UserDeletedV1(
                        id,
                        status,
                        roles,
                        plan,
                        user.registeredAt(),
                        "purged",
                        pages.getFirst().guests(),
                        pages.size(),
                        purged.at());
            }
        };
    }
}
