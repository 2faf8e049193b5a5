package dev.parley.identity.recovery.application;

import dev.parley.identity.mail.Letter;
import dev.parley.identity.mail.LetterWriter;
import dev.parley.identity.mail.Mail;
import dev.parley.identity.mail.MailKind;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.Users;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Writes the mails that ask both addresses to confirm a change of the address. */
@Singleton
class EmailChangeLetters {

    private final Users users;
    private final IssueToken issueToken;
    private final Clock clock;

    EmailChangeLetters(Users users, IssueToken issueToken, Clock clock) {
        this.users = users;
        this.issueToken = issueToken;
        this.clock = clock;
    }

    @Produces
    @Singleton
    LetterWriter toCurrentAddress() {
        return new Writer(EmailChangeMail.TO_CURRENT);
    }

    @Produces
    @Singleton
    LetterWriter toNewAddress() {
        return new Writer(EmailChangeMail.TO_NEW);
    }

    private final class Writer implements LetterWriter {

        private final EmailChangeMail kind;

        Writer(EmailChangeMail kind) {
            this.kind = kind;
        }

        @Override
        public MailKind kind() {
            return kind.kind();
        }

        /** Empty for a change that was canceled or replaced. */
        @Override
        public Optional<Letter> write(Mail mail) {
            return mail.recipient() instanceof Mail.Recipient.Account(UserId userId)
                    ? users.find(userId)
                            .flatMap(user -> user.pendingEmailChange(clock.instant())
                                    .filter(change -> kind.mailId(change).equals(mail.id()))
                                    .flatMap(change -> issueToken.handle(
                                            mail, kind.purpose(), user, kind.address(user, change), "/email-change")))
                    : Optional.empty();
        }
    }
}
