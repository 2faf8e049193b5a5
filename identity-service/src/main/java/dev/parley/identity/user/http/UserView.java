package dev.parley.identity.user.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.identity.user.domain.Role;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.Username;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An account as its owner sees it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserView(
        String id,
        String email,
        @Nullable String username,
        String displayName,
        List<String> roles,
        String plan,
        String status,
        Instant createdAt,
        Instant updatedAt) {

    public static UserView from(User user) {
        User.State state = user.state();
        return new UserView(
                state.id().value(),
                state.email().value(),
                Optional.ofNullable(state.username()).map(Username::value).orElse(null),
                state.displayName(),
                state.roles().stream().map(Role::wireName).sorted().toList(),
                state.plan().wireName(),
                state.status().wireName(),
                state.registeredAt(),
                state.updatedAt());
    }
}
