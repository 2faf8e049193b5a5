package dev.parley.identity.user.application;

import dev.parley.identity.user.domain.Subscription;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.WireName;
import dev.parley.platform.events.AdminActions;
import dev.parley.platform.events.PendingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Audit records of administrators' changes to accounts. */
@ApplicationScoped
public class AccountRecords {

    private final AdminActions adminActions;

    AccountRecords(AdminActions adminActions) {
        this.adminActions = adminActions;
    }

    /** @param action such as {@code user.suspended} */
    public ChangeUser.Record of(String action, UserId id) {
        return (before, after) -> record(action, id, before, after);
    }

    /** Without changes: a purged account has no fields. */
    public List<PendingEvent> purged(UserId id) {
        return adminActions.record("user.purged", "user", id.value()).events();
    }

    private List<PendingEvent> record(String action, UserId id, User.State before, User.State after) {
        Subscription from = before.subscription();
        Subscription to = after.subscription();
        return adminActions
                .record(action, "user", id.value())
                .changed("status", WireName.of(before.status()), WireName.of(after.status()))
                .changed("roles", words(before.roles(), WireName::of), words(after.roles(), WireName::of))
                .changed("subscription.plan", WireName.of(from.plan()), WireName.of(to.plan()))
                .changed("subscription.endDate", from.endDate(), to.endDate())
                .changed(
                        "subscription.features",
                        words(from.features(), WireName::of),
                        words(to.features(), WireName::of))
                .events();
    }

    private static <T> List<String> words(Collection<T> values, Function<T, String> word) {
        return values.stream().map(word).sorted().toList();
    }
}
