package dev.parley.identity.recovery.application;

import dev.parley.identity.recovery.domain.EmailChallenge;
import dev.parley.identity.recovery.domain.EmailChallenges;
import dev.parley.identity.recovery.domain.MailedToken;
import dev.parley.identity.recovery.domain.RecoveryProblem.InvalidEmailChangeToken;
import dev.parley.identity.user.domain.EmailChange;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.UserProblem;
import dev.parley.identity.user.domain.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Finds a pending change of an e-mail address, by its account or by a mailed token. */
@ApplicationScoped
public class FindEmailChange {

    private final Users users;
    private final EmailChallenges challenges;
    private final Clock clock;

    FindEmailChange(Users users, EmailChallenges challenges, Clock clock) {
        this.users = users;
        this.challenges = challenges;
        this.clock = clock;
    }

    /** The address of a change that the token proves. */
    record Proven(User user, EmailChange.End end) {}

    /** @throws UserProblem.NoEmailChange when none is pending */
    public EmailChange handle(UserId id) {
        return users.find(id)
                .flatMap(user -> user.pendingEmailChange(clock.instant()))
                .orElseThrow(UserProblem.NoEmailChange::new);
    }

    /** @throws InvalidEmailChangeToken when the token is invalid, expired or used */
    Proven handle(MailedToken token) {
        return Arrays.stream(EmailChangeMail.values())
                .flatMap(mail -> find(token, mail).stream())
                .findFirst()
                .orElseThrow(InvalidEmailChangeToken::new);
    }

    private Optional<Proven> find(MailedToken token, EmailChangeMail mail) {
        Instant now = clock.instant();
        return challenges
                .findByToken(mail.purpose(), token.hash())
                .flatMap(challenge -> users.find(challenge.state().user())
                        .filter(User::isActive)
                        .filter(user -> user.pendingEmailChange(now)
                                .filter(change -> holds(challenge, token, mail, user, change, now))
                                .isPresent()))
                .map(user -> new Proven(user, mail.end()));
    }

    private static boolean holds(
            EmailChallenge challenge,
            MailedToken token,
            EmailChangeMail mail,
            User user,
            EmailChange change,
            Instant now) {
        return challenge.isOf(mail.mailId(change)) && challenge.holds(token.hash(), mail.address(user, change), now);
    }
}
