package dev.parley.identity.user.application;

import dev.parley.identity.user.domain.UserId;
import java.util.function.BooleanSupplier;

/** Ends the sessions of a user. The package of sessions implements it: it knows accounts, and they do not know it. */
public interface UserSessions {

    /**
     * Ends all of them together with a change of the account, also when the process dies after the change.
     *
     * @param change stores the change; when it throws, nothing was stored and the sessions go on
     */
    void endWith(UserId user, Runnable change);

    /** The same where only the change shows whether they have to end. */
    void endIf(UserId user, BooleanSupplier change);
}
