package dev.parley.identity.user.http;

import dev.parley.identity.user.application.ChangeUser;
import dev.parley.identity.user.domain.Feature;
import dev.parley.identity.user.domain.Plan;
import dev.parley.identity.user.domain.Role;
import dev.parley.identity.user.domain.Subscription;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.UserProblem;
import dev.parley.platform.WireName;
import dev.parley.platform.http.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A JSON merge patch (RFC 7396) of the fields that administrators may change.
 *
 * @param roles all roles after the change; {@code user} is always among them
 */
@Schema(example = """
        {"roles":["user","manager"],"subscription":{"plan":"premium","endDate":"2027-01-01T00:00:00Z"}}""")
public record AdministerUserRequest(
        @Nullable @Size(max = 4)
        List<
                        @NotNull
                        @Text(max = 20, pattern = AdministerUserRequest.ROLES, message = AdministerUserRequest.NO_ROLE)
                        String>
                roles,

        @Nullable @Valid SubscriptionChange subscription) {

    static final String ROLES = "user|salesperson|manager|admin";
    static final String NO_ROLE = "must be one of user, salesperson, manager, admin";
    static final String PLANS = "free|basic|premium|enterprise";
    static final String NO_PLAN = "must be one of free, basic, premium, enterprise";

    /**
     * A change of the subscription.
     *
     * @param plan another one begins now
     * @param endDate null for none
     * @param features in addition to those of the plan
     */
    public record SubscriptionChange(
            @Nullable @Text(max = 20, pattern = PLANS, message = NO_PLAN)
            String plan,

            @Nullable Optional<Instant> endDate,

            @Nullable @Size(max = 5)
            List<
                            @NotNull
                            @Text(
                                    max = 20,
                                    pattern = "voice_training|content_creation|remote_execution|analytics|api_access",
                                    message =
                                            "must be one of voice_training, content_creation, remote_execution, analytics, api_access")
                            String>
                    features) {

        private Subscription appliedTo(Subscription subscription, Instant now) {
            Plan after = plan == null ? subscription.plan() : WireName.read(Plan.class, plan);
            return new Subscription(
                    after,
                    after == subscription.plan() ? subscription.startDate() : now,
                    endDate == null ? subscription.endDate() : endDate.orElse(null),
                    features == null
                            ? subscription.features()
                            : features.stream()
                                    .map(name -> WireName.read(Feature.class, name))
                                    .collect(Collectors.toSet()));
        }
    }

    /** @param administrator the caller, who cannot remove their own role */
    ChangeUser.Change toChange(UserId administrator) {
        return (user, now) -> applyTo(user, administrator, now);
    }

    private void applyTo(User user, UserId administrator, Instant now) {
        if (roles != null) {
            Set<Role> after = new HashSet<>(
                    roles.stream().map(name -> WireName.read(Role.class, name)).toList());
            after.add(Role.USER);
            if (user.id().equals(administrator) && !after.contains(Role.ADMIN)) {
                throw new UserProblem.OwnAccount();
            }
            user.changeRoles(after, now);
        }
        if (subscription != null) {
            user.subscribe(subscription.appliedTo(user.state().subscription(), now), now);
        }
    }
}
