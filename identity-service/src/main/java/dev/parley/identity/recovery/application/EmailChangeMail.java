package dev.parley.identity.recovery.application;

import dev.parley.identity.mail.MailKind;
import dev.parley.identity.recovery.domain.Purpose;
import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.EmailChange;
import dev.parley.identity.user.domain.User;
import dev.parley.platform.WireName;

/** The mail about a change of the address to one of the two addresses. */
enum EmailChangeMail {
    TO_CURRENT(EmailChange.End.CURRENT, Purpose.EMAIL_CHANGE_CURRENT, MailKind.EMAIL_CHANGE_CURRENT),
    TO_NEW(EmailChange.End.NEW, Purpose.EMAIL_CHANGE_NEW, MailKind.EMAIL_CHANGE_NEW);

    private final EmailChange.End end;
    private final Purpose purpose;
    private final MailKind kind;

    EmailChangeMail(EmailChange.End end, Purpose purpose, MailKind kind) {
        this.end = end;
        this.purpose = purpose;
        this.kind = kind;
    }

    EmailChange.End end() {
        return end;
    }

    Purpose purpose() {
        return purpose;
    }

    MailKind kind() {
        return kind;
    }

    /** One mail per change, so that its token is distinguished from that of another change. */
    String mailId(EmailChange change) {
        return change.id() + "-" + WireName.kebab(purpose);
    }

    Email address(User user, EmailChange change) {
        return end == EmailChange.End.NEW ? change.to() : user.state().email();
    }
}
