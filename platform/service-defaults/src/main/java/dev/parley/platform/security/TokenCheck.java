package dev.parley.platform.security;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.DefaultJWTTokenParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.inject.Inject;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;

/** Verifies access tokens by the configured rules ({@code mp.jwt.verify.*}). The subclass provides the keys. */
public abstract class TokenCheck extends JWTCallerPrincipalFactory {

    @Inject
    VerifiedTokens verifiedTokens;

    private final DefaultJWTTokenParser parser = new DefaultJWTTokenParser() {
        @Override
        protected VerificationKeyResolver getVerificationKeyResolver(JWTAuthContextInfo rules)
                throws UnresolvableKeyException {
            return keys(rules);
        }
    };

    /**
     * The keys that can verify one token.
     *
     * @throws UnresolvableKeyException when there are none; caused by an {@link java.io.IOException} when they could
     *     not be fetched
     */
    protected abstract VerificationKeyResolver keys(JWTAuthContextInfo rules) throws UnresolvableKeyException;

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo rules) throws ParseException {
        JwtContext verified = parser.parse(token, rules);
        String type = verified.getJoseObjects().getFirst().getHeader("typ");
        JWTCallerPrincipal principal = new DefaultJWTCallerPrincipal(type, verified.getJwtClaims());
        verifiedTokens.add(token, principal);
        return principal;
    }
}
