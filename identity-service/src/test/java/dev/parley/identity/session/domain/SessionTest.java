package dev.parley.identity.session.domain;

import static dev.parley.identity.session.domain.Session.Refresh.REPEATED;
import static dev.parley.identity.session.domain.Session.Refresh.REUSED;
import static dev.parley.identity.session.domain.Session.Refresh.ROTATED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.identity.user.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SessionTest {

    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final SecretKey SECRET = new SecretKeySpec(new byte[32], "HmacSHA256");
    private static final SessionId ID = new SessionId("0199d1c0-0000-7000-8000-000000000071");
    private static final RefreshToken FIRST = RefreshToken.first(ID, new byte[32], SECRET);

    private final Session session = Session.start(ID, new Owner.Account(new UserId("ann")), FIRST, Device.UNKNOWN, NOW);

    @Test
    void rotatesItsToken() {
        assertEquals(ROTATED, refresh(FIRST, NOW));
        assertEquals(ROTATED, refresh(next(FIRST), NOW));
    }

    @Test
    void lastsThirtyDaysFromItsLastRefresh() {
        Instant nearTheEnd = NOW.plus(Session.LIFE).minusMillis(1);

        assertEquals(ROTATED, refresh(FIRST, nearTheEnd));
        assertEquals(ROTATED, refresh(next(FIRST), NOW.plus(Session.LIFE).plus(Duration.ofDays(1))));
    }

    @Test
    void expiresThirtyDaysAfterItsLastRefresh() {
        assertThrows(SessionProblem.InvalidRefreshToken.class, () -> refresh(FIRST, NOW.plus(Session.LIFE)));
    }

    @Test
    void repeatsTheSuccessorForTenSeconds() {
        refresh(FIRST, NOW);

        assertEquals(REPEATED, refresh(FIRST, NOW.plus(Session.GRACE).minusMillis(1)));
        assertEquals(List.of(), session.events());
    }

    @Test
    void isRevokedWhenATokenIsReusedAfterTenSeconds() {
        refresh(FIRST, NOW);

        assertEquals(REUSED, refresh(FIRST, NOW.plus(Session.GRACE)));
        assertEquals(List.of(new SessionEvent.Revoked(NOW.plus(Session.GRACE))), session.events());
        assertThrows(SessionProblem.InvalidRefreshToken.class, () -> refresh(next(FIRST), NOW.plus(Session.GRACE)));
    }

    @Test
    void isRevokedWhenATokenIsReusedAfterItsSuccessor() {
        refresh(FIRST, NOW);
        refresh(next(FIRST), NOW);

        assertEquals(REUSED, refresh(FIRST, NOW));
    }

    @Property(tries = 50)
    void isRevokedByAnyTokenButTheLastTwo(
            @ForAll @IntRange(min = 2, max = 30) int rotations, @ForAll @IntRange(max = 28) int which) {
        Session any = Session.start(ID, new Owner.Guest("guest"), FIRST, Device.UNKNOWN, NOW);
        List<RefreshToken> tokens = new ArrayList<>(List.of(FIRST));
        for (int i = 0; i < rotations; i++) {
            RefreshToken next = next(tokens.getLast());
            assertEquals(ROTATED, any.refresh(tokens.getLast(), next, Device.UNKNOWN, NOW));
            tokens.add(next);
        }
        RefreshToken old = tokens.get(Math.min(which, rotations - 2));

        assertEquals(REUSED, any.refresh(old, next(old), Device.UNKNOWN, NOW));
    }

    @Test
    void remembersTheClientThatRefreshedItLast() {
        Device browser = new Device("Browser/2", "203.0.113.8");

        session.refresh(FIRST, next(FIRST), browser, NOW.plusSeconds(60));

        assertEquals(browser, session.state().device());
        assertEquals(NOW, session.state().startedAt());
        assertEquals(NOW.plusSeconds(60), session.state().rotatedAt());
    }

    @Test
    void endsOnce() {
        session.revoke(NOW);
        session.revoke(NOW.plusSeconds(1));

        assertEquals(List.of(new SessionEvent.Revoked(NOW)), session.events());
    }

    @Test
    void aSuccessorIsTheSameEachTimeAndNeedsTheSecret() {
        SecretKey another = new SecretKeySpec(new byte[] {1}, "HmacSHA256");

        assertEquals(FIRST.successor(SECRET), FIRST.successor(SECRET));
        assertNotEquals(FIRST.successor(another), FIRST.successor(SECRET));
    }

    @Test
    void aTokenNamesItsSessionAndIsNotPrinted() {
        assertEquals(Optional.of(FIRST), RefreshToken.parse(FIRST.value(), SECRET));
        assertFalse(FIRST.toString().contains(FIRST.value()));
        assertEquals(Optional.empty(), RefreshToken.parse("no dot in it", SECRET));
        String madeUp = FIRST.value().replaceFirst("\\..", ".x");
        assertEquals(Optional.empty(), RefreshToken.parse(madeUp, SECRET), "only we make them");
        assertEquals(Optional.empty(), RefreshToken.parse("." + "x".repeat(40), SECRET));
        assertEquals(Optional.empty(), RefreshToken.parse("x." + "x".repeat(200), SECRET));
    }

    private Session.Refresh refresh(RefreshToken token, Instant at) {
        return session.refresh(token, next(token), Device.UNKNOWN, at);
    }

    private static RefreshToken next(RefreshToken token) {
        return token.successor(SECRET);
    }
}
