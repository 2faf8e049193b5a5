package dev.parley.identity.password.application;

import dev.parley.identity.mail.Letter;
import dev.parley.identity.mail.LetterWriter;
import dev.parley.identity.mail.Mail;
import dev.parley.identity.mail.MailKind;
import dev.parley.identity.recovery.application.IssueToken;
import dev.parley.identity.recovery.domain.Purpose;
import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Writes the password reset mail. Its link confirms the address as well, so it goes to unconfirmed addresses too: see
 * {@link ResetPassword} for an account that another person registered with the address.
 */
@ApplicationScoped
class PasswordResetLetters implements LetterWriter {

    private final Users users;
    private final IssueToken issueToken;

    PasswordResetLetters(Users users, IssueToken issueToken) {
        this.users = users;
        this.issueToken = issueToken;
    }

    @Override
    public MailKind kind() {
        return MailKind.PASSWORD_RESET;
    }

    /** Empty for an address without an account, or whose account is not active. */
    @Override
    public Optional<Letter> write(Mail mail) {
        return recipient(mail)
                .filter(User::isActive)
                .flatMap(user -> issueToken.handle(mail, Purpose.PASSWORD_RESET, user, "/reset-password"));
    }

    private Optional<User> recipient(Mail mail) {
        return switch (mail.recipient()) {
            case Mail.Recipient.Account(UserId userId) -> users.find(userId);
            case Mail.Recipient.Address(Email email) -> users.findByEmail(email);
        };
    }
}
