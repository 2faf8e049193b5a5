package dev.parley.identity.recovery.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class EmailChallengeTest {

    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final SecretKey SECRET = new SecretKeySpec(new byte[32], "HmacSHA256");
    private static final Email ANN = new Email("Ann@example.com");
    private static final MailedToken FIRST = token(1);
    private static final MailedToken SECOND = token(2);

    private final EmailChallenge challenge = EmailChallenge.none(new UserId("ann"), Purpose.PASSWORD_RESET);

    @Test
    void isValidForTenMinutes() {
        assertTrue(challenge.issue("mail-1", FIRST, ANN, NOW));

        assertTrue(challenge.holds(FIRST.hash(), ANN, NOW));
        assertTrue(challenge.holds(
                FIRST.hash(), ANN, NOW.plus(Duration.ofMinutes(10)).minusMillis(1)));
        assertFalse(challenge.holds(FIRST.hash(), ANN, NOW.plus(Duration.ofMinutes(10))));
    }

    @Test
    void isValidForADayForAnAddress() {
        EmailChallenge address = EmailChallenge.none(new UserId("ann"), Purpose.EMAIL_VERIFICATION);
        address.issue("mail-1", FIRST, ANN, NOW);

        assertTrue(
                address.holds(FIRST.hash(), ANN, NOW.plus(Duration.ofHours(24)).minusMillis(1)));
        assertFalse(address.holds(FIRST.hash(), ANN, NOW.plus(Duration.ofHours(24))));
    }

    @Test
    void isValidOnce() {
        challenge.issue("mail-1", FIRST, ANN, NOW);

        challenge.spend();

        assertFalse(challenge.holds(FIRST.hash(), ANN, NOW));
        assertNull(challenge.state().token().hash());
        assertFalse(challenge.issue("mail-1", FIRST, ANN, NOW), "nor is its mail sent again");
    }

    @Test
    void isValidForTheAddressItWasSentTo() {
        challenge.issue("mail-1", FIRST, ANN, NOW);

        assertTrue(challenge.holds(FIRST.hash(), new Email("ann@EXAMPLE.com"), NOW));
        assertFalse(challenge.holds(FIRST.hash(), new Email("another@example.com"), NOW));
    }

    @Test
    void isReplacedByANewerOne() {
        challenge.issue("mail-1", FIRST, ANN, NOW);

        assertTrue(challenge.issue("mail-2", SECOND, ANN, NOW.plusSeconds(1)));

        assertFalse(challenge.holds(FIRST.hash(), ANN, NOW.plusSeconds(1)));
        assertTrue(challenge.holds(SECOND.hash(), ANN, NOW.plusSeconds(1)));
    }

    @Test
    void isNotReplacedByAStaleOne() {
        challenge.issue("mail-2", SECOND, ANN, NOW.plusSeconds(1));

        assertFalse(challenge.issue("mail-1", FIRST, ANN, NOW));

        assertTrue(challenge.holds(SECOND.hash(), ANN, NOW.plusSeconds(1)));
    }

    @Test
    void isReissuedForARetryOfTheSameMail() {
        for (int attempt = 0; attempt < 10; attempt++) {
            assertTrue(challenge.issue("mail-1", FIRST, ANN, NOW));
        }

        assertEquals(1, challenge.state().mailed().size());
    }

    @Test
    void isMailedAtMostThreeTimesAnHour() {
        for (int mail = 0; mail < 3; mail++) {
            assertTrue(challenge.issue("mail-" + mail, token(mail), ANN, NOW.plusSeconds(mail)));
        }

        assertFalse(challenge.issue("mail-3", token(3), ANN, NOW.plusSeconds(3)));
        assertTrue(challenge.holds(token(2).hash(), ANN, NOW.plusSeconds(3)), "what was sent still counts");
        assertTrue(challenge.issue("mail-4", token(4), ANN, NOW.plus(EmailChallenge.WINDOW)));
        assertFalse(challenge.issue("mail-5", token(5), ANN, NOW.plus(EmailChallenge.WINDOW)));
    }

    @Test
    void isKeptAsLongAsItMatters() {
        assertEquals(Instant.EPOCH, challenge.state().keptUntil());

        challenge.issue("mail-1", FIRST, ANN, NOW);

        assertEquals(NOW.plus(EmailChallenge.WINDOW), challenge.state().keptUntil());
    }

    @Test
    void aTokenIsTheSameForTheSameMailAndNeedsTheSecret() {
        assertEquals(FIRST, token(1));
        assertNotEquals(FIRST, SECOND);
        SecretKey another = new SecretKeySpec(new byte[] {1}, "HmacSHA256");
        assertNotEquals(FIRST, MailedToken.of(seed(1), Purpose.PASSWORD_RESET, another));
        assertNotEquals(FIRST, MailedToken.of(seed(1), Purpose.EMAIL_VERIFICATION, SECRET));
        assertEquals(32, Base64.getUrlDecoder().decode(FIRST.value()).length);
        assertThrows(
                IllegalArgumentException.class, () -> MailedToken.of(new byte[31], Purpose.PASSWORD_RESET, SECRET));
    }

    @Test
    void aTokenIsNotPrinted() {
        assertFalse(FIRST.toString().contains(FIRST.value()));
    }

    private static MailedToken token(int number) {
        return MailedToken.of(seed(number), Purpose.PASSWORD_RESET, SECRET);
    }

    private static byte[] seed(int number) {
        byte[] seed = new byte[32];
        seed[0] = (byte) number;
        return seed;
    }
}
