package dev.parley.identity.recovery.application;

import dev.parley.identity.mail.Mail;
import dev.parley.identity.recovery.domain.Purpose;
import dev.parley.identity.recovery.domain.RecoveryProblem;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.id.Ids;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;

/** Resends the verification e-mail. */
@ApplicationScoped
public class RequestEmailVerification {

    private final Users users;
    private final QueueMail queueMail;

    RequestEmailVerification(Users users, QueueMail queueMail) {
        this.users = users;
        this.queueMail = queueMail;
    }

    /** @throws RecoveryProblem.EmailAlreadyVerified when the address is verified */
    public void handle(UserId id) {
        User user = users.find(id).orElseThrow(() -> Problems.notFound("user"));
        if (user.state().emailVerified()) {
            throw new RecoveryProblem.EmailAlreadyVerified();
        }
        queueMail.handle(Ids.next(), Purpose.EMAIL_VERIFICATION, new Mail.Recipient.Account(id));
    }
}
