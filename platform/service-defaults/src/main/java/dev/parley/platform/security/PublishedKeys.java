package dev.parley.platform.security;

import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.KeyLocationResolver;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.io.IOException;
import java.time.Duration;
import org.jose4j.http.Get;
import org.jose4j.http.SimpleResponse;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * The keys that identity-service publishes, fetched with the first token and cached. An identity-service that accepts
 * connections but does not respond delays a fetch by at most two seconds.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class PublishedKeys extends TokenCheck {

    private final Get fetch = new Fetch();
    private volatile @Nullable VerificationKeyResolver resolver;

    @Override
    protected VerificationKeyResolver keys(JWTAuthContextInfo rules) throws UnresolvableKeyException {
        VerificationKeyResolver known = resolver;
        if (known == null) {
            synchronized (this) {
                known = resolver;
                if (known == null) {
                    known = new Resolver(rules); // fetches
                    resolver = known;
                }
            }
        }
        return known;
    }

    private final class Resolver extends KeyLocationResolver {

        Resolver(JWTAuthContextInfo rules) throws UnresolvableKeyException {
            super(rules);
        }

        @Override
        protected Get getHttpGet() {
            return fetch;
        }
    }

    /**
     * Tries once, and not again for a second after a failure: callers that waited for the failed attempt do not repeat
     * it.
     */
    private static final class Fetch extends Get {

        private static final Duration CONNECT = Duration.ofSeconds(1);
        private static final Duration ANSWER = Duration.ofSeconds(2);
        private static final Duration PAUSE = Duration.ofSeconds(1);

        private record Failure(IOException cause, long at) {}

        private volatile @Nullable Failure last;

        Fetch() {
            setConnectTimeout((int) CONNECT.toMillis());
            setReadTimeout((int) ANSWER.toMillis());
            setRetries(0);
        }

        @Override
        public SimpleResponse get(String location) throws IOException {
            Failure failure = last;
            if (failure != null && System.nanoTime() - failure.at() < PAUSE.toNanos()) {
                throw new IOException("The keys could not be fetched a moment ago", failure.cause());
            }
            try {
                SimpleResponse answer = super.get(location);
                last = null;
                return answer;
            } catch (IOException e) {
                last = new Failure(e, System.nanoTime());
                throw e;
            }
        }
    }
}
