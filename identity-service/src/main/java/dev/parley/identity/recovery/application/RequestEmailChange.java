package dev.parley.identity.recovery.application;

import dev.parley.identity.mail.Mail;
import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.EmailChange;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.UserProblem;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.id.Ids;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Requests a change of the e-mail address: both addresses get a mail to confirm it. */
@ApplicationScoped
public class RequestEmailChange {

    private static final Logger LOG = Logger.getLogger(RequestEmailChange.class);

    private final Users users;
    private final QueueMail queueMail;
    private final Clock clock;

    RequestEmailChange(Users users, QueueMail queueMail, Clock clock) {
        this.users = users;
        this.queueMail = queueMail;
        this.clock = clock;
    }

    /**
     * The address is not reserved: it may be taken before it is confirmed.
     *
     * @throws UserProblem.EmailUnchanged when it is the account's address
     * @throws UserProblem.EmailTaken when another account has it
     */
    public EmailChange handle(UserId id, Email to) {
        String changeId = Ids.next();
        EmailChange change = OptimisticRetry.run(() -> {
            User user = users.find(id).filter(User::isActive).orElseThrow(() -> Problems.notFound("user"));
            EmailChange requested = user.requestEmailChange(changeId, to, clock.instant());
            if (users.findByEmail(to).isPresent()) {
                throw new UserProblem.EmailTaken();
            }
            users.save(user);
            return requested;
        });
        for (EmailChangeMail mail : EmailChangeMail.values()) {
            if (change.awaited().contains(mail.end())) {
                queueMail.handle(mail.mailId(change), mail.purpose(), new Mail.Recipient.Account(id));
            }
        }
        LOG.infof("E-mail change requested: userId=%s", id);
        return change;
    }
}
