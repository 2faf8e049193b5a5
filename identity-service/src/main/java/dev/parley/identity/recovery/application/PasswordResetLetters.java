package dev.parley.identity.recovery.application;

import dev.parley.identity.mail.Letter;
import dev.parley.identity.mail.LetterWriter;
import dev.parley.identity.mail.Mail;
import dev.parley.identity.mail.MailKind;
import dev.parley.identity.recovery.domain.Purpose;
import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Lets a person who has forgotten the password choose another one. Whoever has not confirmed their address yet is asked to do that first: an address that was given by
 * somebody else gets no other mail.
 */
@ApplicationScoped
class PasswordResetLetters implements LetterWriter {

    private final Users users;
    private final IssueToken issueToken;
    private final AskForMail askForMail;

    PasswordResetLetters(Users users, IssueToken issueToken, AskForMail askForMail) {
        this.users = users;
        this.issueToken = issueToken;
        this.askForMail = askForMail;
    }

    @Override
    public MailKind kind() {
        return MailKind.PASSWORD_RESET;
    }

    /** Nothing for an address without an account, or whose account is closed. */
    @Override
    public Optional<Letter> write(Mail mail) {
        Optional<User> recipient = recipient(mail).filter(User::isActive);
        recipient.filter(user -> !user.state().emailVerified()).ifPresent(user -> askToConfirm(user, mail));
        return recipient
                .filter(user -> user.state().emailVerified())
                .flatMap(user -> issueToken.handle(mail, Purpose.PASSWORD_RESET, user, "/reset-password"));
    }

    private void askToConfirm(User user, Mail mail) {
        askForMail.handle("confirm-" + mail.id(), Purpose.EMAIL_VERIFICATION, new Mail.Recipient.Account(user.id()));
    }

    private Optional<User> recipient(Mail mail) {
        return switch (mail.recipient()) {
            case Mail.Recipient.Account(UserId userId) -> users.find(userId);
            case Mail.Recipient.Address(Email email) -> users.findByEmail(email);
        };
    }
}
