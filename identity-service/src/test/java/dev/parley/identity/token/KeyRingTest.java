package dev.parley.identity.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyRingTest {

    private static final Instant START = Instant.parse("2026-01-15T10:00:00Z");
    private static final Instant SWITCH = START.plus(Duration.ofHours(1));
    private static final Instant END = SWITCH.plus(AccessTokens.LIFE).plus(KeyRing.MARGIN);

    private static final SigningKey FIRST = SigningKey.generate();
    private static final SigningKey SECOND = SigningKey.generate();

    private final KeyRing ring =
            new KeyRing(List.of(new ScheduledKey(2, SECOND, SWITCH), new ScheduledKey(1, FIRST, START)));

    @Test
    void aKeyIsPublishedBeforeItSigns() {
        Instant before = SWITCH.minusMillis(1);

        assertEquals(FIRST, ring.signer(before).key());
        assertEquals(Optional.of(SECOND), ring.find(SECOND.id(), before));
        assertEquals(KeyRing.Use.NEXT, ring.use(ring.newest(), before));
    }

    @Test
    void aKeySignsFromItsActivation() {
        assertEquals(SECOND, ring.signer(SWITCH).key());
        assertEquals(Optional.empty(), ring.next(SWITCH));
    }

    @Test
    void aKeyIsPublishedUntilItsLastTokenHasExpired() {
        assertEquals(Optional.of(FIRST), ring.find(FIRST.id(), END.minusMillis(1)));
        assertEquals(List.of(), ring.expired(END.minusMillis(1)));

        assertEquals(Optional.empty(), ring.find(FIRST.id(), END));
        assertEquals(1, ring.expired(END).getFirst().number());
        assertEquals(1, ring.published(END).size());
    }

    @Test
    void aLoneKeySignsWhateverTheClockSays() {
        KeyRing alone = new KeyRing(List.of(new ScheduledKey(1, FIRST, START)));

        assertEquals(FIRST, alone.signer(START.minusSeconds(3600)).key());
        assertEquals(FIRST, alone.signer(START.plus(Duration.ofDays(3650))).key());
        assertEquals(Optional.empty(), alone.removedFrom(alone.newest()));
    }

    @Test
    void anUnknownKeyIsNoKey() {
        assertEquals(Optional.empty(), ring.find("../../x", SWITCH));
        assertEquals(Optional.empty(), ring.find(null, SWITCH));
    }
}
