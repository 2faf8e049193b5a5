package dev.parley.identity.password.application;

import dev.parley.identity.session.application.SignedIn;
import dev.parley.identity.session.application.StartSession;
import dev.parley.platform.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;

/** Registers an account and signs in. */
@ApplicationScoped
public class SignUp {

    private final RegisterUser registerUser;
    private final StartSession startSession;

    SignUp(RegisterUser registerUser, StartSession startSession) {
        this.registerUser = registerUser;
        this.startSession = startSession;
    }

    /** @throws dev.parley.identity.user.domain.UserProblem when the e-mail address or the username is taken */
    public SignedIn handle(RegisterUser.Command command, Caller caller) {
        return startSession.of(registerUser.handle(command), caller);
    }
}
