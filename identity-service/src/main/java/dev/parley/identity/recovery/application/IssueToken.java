package dev.parley.identity.recovery.application;

import dev.parley.identity.mail.Letter;
import dev.parley.identity.mail.Mail;
import dev.parley.identity.recovery.domain.EmailChallenge;
import dev.parley.identity.recovery.domain.EmailChallenges;
import dev.parley.identity.recovery.domain.MailedToken;
import dev.parley.identity.recovery.domain.Purpose;
import dev.parley.identity.token.RefreshSecret;
import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.User;
import dev.parley.platform.events.OptimisticRetry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Activates the token of a mail and writes its letter. */
@ApplicationScoped
public class IssueToken {

    private final EmailChallenges challenges;
    private final RefreshSecret secret;
    private final String links;

    IssueToken(
            EmailChallenges challenges,
            RefreshSecret secret,
            @ConfigProperty(name = "parley.mail.links") String links) {
        this.challenges = challenges;
        this.secret = secret;
        this.links = links;
    }

    /**
     * @param page the target of the link; the token is appended as a fragment, which browsers do not send to servers
     * @return empty when the mail must not be sent: see {@link EmailChallenge#issue}
     */
    public Optional<Letter> handle(Mail mail, Purpose purpose, User user, String page) {
        return handle(mail, purpose, user, user.state().email(), page);
    }

    /** The same, to another address than the account's. */
    public Optional<Letter> handle(Mail mail, Purpose purpose, User user, Email to, String page) {
        MailedToken token = MailedToken.of(mail.seed(), purpose, secret.key());
        boolean issued = OptimisticRetry.run(() -> {
            EmailChallenge challenge =
                    challenges.find(user.id(), purpose).orElseGet(() -> EmailChallenge.none(user.id(), purpose));
            if (!challenge.issue(mail.id(), token, to, mail.createdAt())) {
                return false;
            }
            challenges.save(challenge);
            return true;
        });
        String link = links + page + "#token=" + token.value();
        return issued ? Optional.of(new Letter(to, user.state().preferences().language(), link)) : Optional.empty();
    }
}
