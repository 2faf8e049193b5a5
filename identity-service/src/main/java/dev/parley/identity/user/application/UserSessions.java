package dev.parley.identity.user.application;

import dev.parley.identity.user.domain.UserId;
import java.util.function.BooleanSupplier;

/** Ends the sessions of a user. Implemented by the session package, so that accounts do not depend on sessions. */
public interface UserSessions {

    /**
     * Ends all of them together with a change of the account, also when the process dies after the change.
     *
     * @param change stores the change; when it throws, nothing was stored and the sessions stay active
     */
    void endWith(UserId user, Runnable change);

    /** The same where the change returns whether they have to end. */
    void endIf(UserId user, BooleanSupplier change);
}
