package dev.parley.identity.user.kafka;

import dev.parley.identity.user.application.UserMessages;
import dev.parley.identity.user.domain.Role;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserEvent;
import dev.parley.platform.events.NewEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Account events on the wire, topic {@code identity.users}. */
@ApplicationScoped
class UserEventMessages implements UserMessages {

    @Override
    public List<NewEvent> of(User user, String actor) {
        return user.events().stream()
                .map(event -> NewEvent.of(data(user.state(), event), event.at(), actor))
                .toList();
    }

    private static Object data(User.State user, UserEvent event) {
        String id = user.id().value();
        String status = user.status().wireName();
        List<String> roles = user.roles().stream().map(Role::wireName).sorted().toList();
        String plan = user.subscription().planAt(event.at()).wireName();
        return switch (event) {
            case UserEvent.Registered _ -> new UserRegisteredV1(id, status, roles, plan, user.registeredAt());
            case UserEvent.SignedIn signedIn ->
                new UserSignedInV1(id, status, roles, plan, user.registeredAt(), signedIn.at());
            case UserEvent.Updated updated ->
                new UserUpdatedV1(id, status, roles, plan, user.registeredAt(), updated.changed(), updated.at());
            case UserEvent.Suspended suspended ->
                new UserSuspendedV1(id, status, roles, plan, user.registeredAt(), suspended.at());
            case UserEvent.Deleted deleted ->
                new UserDeletedV1(id, status, roles, plan, user.registeredAt(), "marked", List.of(), deleted.at());
            case UserEvent.Purged purged ->
                new UserDeletedV1(id, status, roles, plan, user.registeredAt(), "purged", purged.guests(), purged.at());
        };
    }
}
