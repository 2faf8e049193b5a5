package dev.parley.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.smallrye.jwt.runtime.auth.JsonWebTokenCredential;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/**
 * Caches for a minute the tokens whose signature and claims were verified. A request with one of them is authenticated
 * on its event loop, without the thread that verifying a signature may need to fetch keys. Revocation is checked for
 * every request all the same ({@link RevocationCheck}); a signing key that is withdrawn is trusted for at most a
 * minute.
 */
@ApplicationScoped
class VerifiedTokens implements IdentityProvider<TokenAuthenticationRequest> {

    private static final int MOST = 1_000;
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Cache<String, JWTCallerPrincipal> principals =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();
    private final Clock clock;

    VerifiedTokens(Clock clock) {
        this.clock = clock;
    }

    /** Caches a token that has just passed {@link TokenCheck}. */
    void add(String token, JWTCallerPrincipal principal) {
        principals.put(token, principal);
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    /** Before the provider that verifies, which has the default priority. */
    @Override
    public int priority() {
        return SYSTEM_FIRST + 1_000;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        if (!(request.getToken() instanceof JsonWebTokenCredential credential)) {
            return Uni.createFrom().nullItem();
        }
        JWTCallerPrincipal principal = principals.getIfPresent(credential.getToken());
        return principal == null
                        || principal.getExpirationTime() <= clock.instant().getEpochSecond()
                ? Uni.createFrom().nullItem()
                : Uni.createFrom().item(identity(request, credential, principal));
    }

    private static SecurityIdentity identity(
            TokenAuthenticationRequest request, JsonWebTokenCredential credential, JWTCallerPrincipal principal) {
        QuarkusSecurityIdentity.Builder identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(principal)
                .addCredential(credential)
                .addRoles(principal.getGroups())
                .addAttribute(SecurityIdentity.USER_ATTRIBUTE, principal);
        RoutingContext http = HttpSecurityUtils.getRoutingContextAttribute(request);
        if (http != null) {
            identity.addAttribute(RoutingContext.class.getName(), http);
        }
        return identity.build();
    }
}
