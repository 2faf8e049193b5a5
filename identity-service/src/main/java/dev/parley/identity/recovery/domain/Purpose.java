package dev.parley.identity.recovery.domain;

import dev.parley.identity.user.domain.EmailChange;
import java.time.Duration;

/** The purpose of a mailed token, and its lifetime since it was requested. */
public enum Purpose {
    PASSWORD_RESET(Duration.ofMinutes(10)),
    EMAIL_VERIFICATION(Duration.ofHours(24)),
    EMAIL_CHANGE_CURRENT(EmailChange.LIFE),
    EMAIL_CHANGE_NEW(EmailChange.LIFE);

    private final Duration life;

    Purpose(Duration life) {
        this.life = life;
    }

    public Duration life() {
        return life;
    }
}
