package dev.parley.platform.security;

import dev.parley.platform.ServiceName;
import io.quarkus.arc.Arc;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The caller of the current request. May be injected anywhere, also outside of requests. */
@ApplicationScoped
public class CurrentCaller {

    private final SecurityIdentity identity;
    private final Caller nobody;

    CurrentCaller(SecurityIdentity identity, ServiceName service) {
        this.identity = identity;
        this.nobody = Caller.nobody(service.full());
    }

    /**
     * The caller; outside of a request, or without a token, {@link Caller.Kind#NOBODY}, whose actor is this service.
     */
    public Caller get() {
        if (!Arc.container().requestContext().isActive()
                || identity.isAnonymous()
                || !(identity.getPrincipal() instanceof JsonWebToken token)) {
            return nobody;
        }
        return Caller.of(token);
    }
}
