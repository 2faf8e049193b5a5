package dev.parley.identity.recovery.domain;

import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one-time token last mailed to a user, which proves that the address is theirs. A newer token replaces the older
 * one; a token is valid once, for the address that it was sent to.
 */
public final class EmailChallenge {

    /** The maximum number of mails per account within {@link #WINDOW}. */
    public static final int MOST = 3;

    public static final Duration WINDOW = Duration.ofHours(1);

    private final UserId user;
    private final Purpose purpose;
    private @Nullable Token token;
    private List<Instant> mailed;
    private long version;

    /** The last mailed token; {@code hash} is absent once it has been used. */
    public record Token(
            String mailId, @Nullable String hash, String addressKey, Instant requestedAt, Instant expiresAt) {}

    /**
     * A challenge as it is stored, with only the hash of its token.
     *
     * @param mailed when the mails of the last hour were requested
     * @param version counts the stored changes; 0 before the first
     */
    public record State(
            UserId user,
            Purpose purpose,
            long version,
            @Nullable Token token,
            List<Instant> mailed) {

        public State {
            mailed = List.copyOf(mailed);
        }

        /** When it may be removed. */
        public Instant keptUntil() {
            Instant lastMailed =
                    mailed.isEmpty() ? Instant.EPOCH : mailed.getLast().plus(WINDOW);
            return token != null && token.expiresAt.isAfter(lastMailed) ? token.expiresAt : lastMailed;
        }
    }

    private EmailChallenge(State state) {
        user = state.user;
        purpose = state.purpose;
        version = state.version;
        token = state.token;
        mailed = state.mailed;
    }

    /** Before the first mail. */
    public static EmailChallenge none(UserId user, Purpose purpose) {
        return new EmailChallenge(new State(user, purpose, 0, null, List.of()));
    }

    /** The challenge with this stored state. */
    public static EmailChallenge restore(State state) {
        return new EmailChallenge(state);
    }

    /**
     * Activates the token of a mail that is about to be sent. Idempotent for the same mail, as after a failed attempt,
     * until the token is used.
     *
     * @return whether the mail may be sent: not when a newer one was requested or the account has reached its limit
     */
    public boolean issue(String mailId, MailedToken mailedToken, Email address, Instant requestedAt) {
        if (token != null && token.mailId.equals(mailId)) {
            return token.hash != null;
        }
        if (token != null && requestedAt.isBefore(token.requestedAt)) {
            return false;
        }
        List<Instant> recent = new ArrayList<>(mailed.stream()
                .filter(at -> at.isAfter(requestedAt.minus(WINDOW)))
                .toList());
        if (recent.size() >= MOST) {
            return false;
        }
        recent.add(requestedAt);
        mailed = List.copyOf(recent);
        token = new Token(mailId, mailedToken.hash(), address.key(), requestedAt, requestedAt.plus(purpose.life()));
        return true;
    }

    /** Whether this token is valid now for the user's address. */
    public boolean holds(String tokenHash, Email address, Instant now) {
        return token != null
                && tokenHash.equals(token.hash)
                && token.addressKey.equals(address.key())
                && now.isBefore(token.expiresAt);
    }

    /** Whether the token came with this mail. */
    public boolean isOf(String mailId) {
        return token != null && token.mailId.equals(mailId);
    }

    /** Invalidates the token. */
    public void spend() {
        if (token != null) {
            token = new Token(token.mailId, null, token.addressKey, token.requestedAt, token.expiresAt);
        }
    }

    public State state() {
        return new State(user, purpose, version, token, mailed);
    }

    public long version() {
        return version;
    }

    /** The repository has stored this state. */
    public void saved() {
        version++;
    }
}
