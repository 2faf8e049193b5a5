package dev.parley.identity.recovery.application;

import dev.parley.identity.channel.UnlinkChannels;
import dev.parley.identity.session.application.EndSessions;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.events.OptimisticRetry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The first confirmation of an address by a person who is not signed in to the account. The account may have been
 * registered by another person, who waits for the owner of the address to use it, so everything the registrant set up
 * is cleared: sessions, password, linked channels and what {@link User#claim} names.
 */
@ApplicationScoped
public class ClaimAccount {

    private static final Logger LOG = Logger.getLogger(ClaimAccount.class);

    private final Users users;
    private final EndSessions endSessions;
    private final UnlinkChannels unlinkChannels;
    private final Clock clock;

    ClaimAccount(Users users, EndSessions endSessions, UnlinkChannels unlinkChannels, Clock clock) {
        this.users = users;
        this.endSessions = endSessions;
        this.unlinkChannels = unlinkChannels;
        this.clock = clock;
    }

    /**
     * Channels are unlinked before the confirmation is stored, so that none survives if the process dies, and again
     * when no session of the registrant is left.
     *
     * @param claimed reads the account, again after a conflict; throws when the claim is not proven
     * @param alongside further changes in the same write, such as a new password
     */
    public void handle(UserId id, Supplier<User> claimed, Consumer<User> alongside) {
        endSessions.handle(
                id,
                Optional.empty(),
                () -> OptimisticRetry.run(() -> {
                    User user = claimed.get();
                    unlinkChannels.handle(id);
                    user.claim(clock.instant());
                    alongside.accept(user);
                    users.save(user);
                    return user;
                }));
        unlinkChannels.handle(id);
        LOG.infof("Account claimed by the owner of its address: userId=%s", id);
    }
}
