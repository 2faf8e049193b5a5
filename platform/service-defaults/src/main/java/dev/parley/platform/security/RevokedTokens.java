package dev.parley.platform.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that are refused although they have not expired: in memory only, so that the check costs a request nothing. A
 * consumer fills it from the events of identity, from their beginning, before the service is ready.
 */
@ApplicationScoped
public class RevokedTokens {

    private static final int PRUNE_EVERY = 1_000;

    private final Clock clock;
    private final Map<String, Instant> tokens = new ConcurrentHashMap<>();
    private final Map<String, Instant> families = new ConcurrentHashMap<>();
    private final Map<String, Subject> subjects = new ConcurrentHashMap<>();
    private int additions;

    private record Subject(Instant issuedBefore, Instant expiresAt) {
        Subject or(Subject other) {
            return new Subject(later(issuedBefore, other.issuedBefore), later(expiresAt, other.expiresAt));
        }
    }

    RevokedTokens(Clock clock) {
        this.clock = clock;
    }

    /** Refuses one token ({@code jti}) until it expires by itself. */
    public void addToken(String tokenId, Instant expiresAt) {
        tokens.merge(tokenId, expiresAt, RevokedTokens::later);
        prune();
    }

    /** Refuses every token of a refresh family ({@code sid}). */
    public void addFamily(String family, Instant expiresAt) {
        families.merge(family, expiresAt, RevokedTokens::later);
        prune();
    }

    /** Refuses every token of a subject ({@code sub}) that was issued before the instant. */
    public void addSubject(String subject, Instant issuedBefore, Instant expiresAt) {
        subjects.merge(subject, new Subject(issuedBefore, expiresAt), Subject::or);
        prune();
    }

    /** Whether the token must be refused. Memory only, never blocks. */
    public boolean isRevoked(JsonWebToken token) {
        return contains(tokens, token.getTokenID())
                || contains(families, token.getClaim("sid"))
                || isSubjectRevoked(token.getSubject(), token.getIssuedAtTime());
    }

    private boolean isSubjectRevoked(@Nullable String subject, long issuedAtSeconds) {
        Subject revoked = subject == null ? null : subjects.get(subject);
        return revoked != null && Instant.ofEpochSecond(issuedAtSeconds).isBefore(revoked.issuedBefore);
    }

    private static boolean contains(Map<String, Instant> revoked, @Nullable Object id) {
        return id != null && revoked.containsKey(id.toString());
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    /** Removes what has expired; the token check refuses expired tokens anyway. */
    private synchronized void prune() {
        if (++additions % PRUNE_EVERY != 0) {
            return;
        }
        // Verification tolerates some clock skew, so a token that has just expired may still be accepted.
        Instant expired = clock.instant().minusSeconds(120);
        tokens.values().removeIf(expired::isAfter);
        families.values().removeIf(expired::isAfter);
        subjects.values().removeIf(subject -> expired.isAfter(subject.expiresAt));
    }
}
