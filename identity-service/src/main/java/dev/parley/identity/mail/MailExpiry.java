package dev.parley.identity.mail;

import dev.parley.platform.events.Expiry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** Forgets mails that were dealt with long ago. */
@ApplicationScoped
class MailExpiry implements Expiry {

    private final Mails mails;

    MailExpiry(Mails mails) {
        this.mails = mails;
    }

    @Override
    public String name() {
        return "old-mails";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public int sweep(Instant now) {
        return mails.sweep(now);
    }
}
