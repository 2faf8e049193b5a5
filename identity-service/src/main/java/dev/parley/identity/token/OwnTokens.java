package dev.parley.identity.token;

import dev.parley.platform.security.TokenCheck;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;

/** Verifies tokens as every service does, but with the local keys: this service does not call itself over HTTP. */
@Alternative
@Priority(2)
@ApplicationScoped
class OwnTokens extends TokenCheck {

    private final SigningKeys keys;

    OwnTokens(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    protected VerificationKeyResolver keys(JWTAuthContextInfo rules) {
        return (signature, nesting) -> keys.find(signature.getKeyIdHeaderValue())
                .orElseThrow(() -> new UnresolvableKeyException("No such key"))
                .publicKey();
    }
}
