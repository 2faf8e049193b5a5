package dev.parley.platform.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that are refused although they have not expired: kept in memory only, so that the check costs a request
 * nothing. It is filled from the events of identity by whoever reads them, from their beginning, before the service is
 * ready.
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

    /** Forgets what has expired by itself; the token check refuses that anyway. */
    private synchronized void prune() {
        if (++additions % PRUNE_EVERY != 0) {
            return;
        }
        // Verification allows for some clock skew, so what has just expired may still get through.
        Instant expired = clock.instant().minusSeconds(120);
        tokens.values().removeIf(expired::isAfter);
        families.values().removeIf(expired::isAfter);
        subjects.values().removeIf(subject -> expired.isAfter(subject.expiresAt));
    }
}
