package dev.parley.platform.security;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Refuses revoked tokens wherever a token is accepted: at endpoints, WebSockets and routes alike. */
@Singleton
class RevocationCheck implements SecurityIdentityAugmentor {

    private final RevokedTokens revoked;

    RevocationCheck(RevokedTokens revoked) {
        this.revoked = revoked;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return identity.getPrincipal() instanceof JsonWebToken token && revoked.isRevoked(token)
                ? Uni.createFrom().failure(new AuthenticationFailedException(TokenProblems.revoked()))
                : Uni.createFrom().item(identity);
    }
}
