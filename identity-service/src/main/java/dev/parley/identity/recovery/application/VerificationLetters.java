package dev.parley.identity.recovery.application;

import dev.parley.identity.mail.Letter;
import dev.parley.identity.mail.LetterWriter;
import dev.parley.identity.mail.Mail;
import dev.parley.identity.mail.MailKind;
import dev.parley.identity.recovery.domain.Purpose;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Writes the verification e-mail. */
@ApplicationScoped
class VerificationLetters implements LetterWriter {

    private final Users users;
    private final IssueToken issueToken;

    VerificationLetters(Users users, IssueToken issueToken) {
        this.users = users;
        this.issueToken = issueToken;
    }

    @Override
    public MailKind kind() {
        return MailKind.EMAIL_VERIFICATION;
    }

    /** Empty when the address is verified already, or the account is not active. */
    @Override
    public Optional<Letter> write(Mail mail) {
        return recipient(mail)
                .filter(User::isActive)
                .filter(user -> !user.state().emailVerified())
                .flatMap(user -> issueToken.handle(mail, Purpose.EMAIL_VERIFICATION, user, "/verify-email"));
    }

    private Optional<User> recipient(Mail mail) {
        return mail.recipient() instanceof Mail.Recipient.Account(UserId userId)
                ? users.find(userId)
                : Optional.empty();
    }
}
