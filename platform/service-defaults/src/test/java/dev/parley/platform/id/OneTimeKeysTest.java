package dev.parley.platform.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.platform.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OneTimeKeysTest {

    private final Instant now = Instant.now();

    @Test
    void expiresAKeyAfterADay() {
        String key = Ids.derive(Ids.next(), "act");
        String other = Ids.next();

        assertEquals(List.of(key, other), OneTimeKeys.with(List.of(key), other, now));
        assertEquals(
                List.of(other),
                OneTimeKeys.with(List.of(key), other, now.plus(OneTimeKeys.KEPT).plusSeconds(1)));
    }

    @Test
    void refusesFurtherKeysUntilTheOldestExpires() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < OneTimeKeys.MOST; i++) {
            keys.add(Ids.next());
        }

        Problem refused = assertThrows(Problem.class, () -> OneTimeKeys.with(keys, Ids.next(), now));

        assertEquals(429, refused.status());
        Duration wait = refused.retryAfter().orElseThrow();
        assertTrue(wait.compareTo(Duration.ofHours(23)) > 0 && wait.compareTo(Duration.ofHours(25)) < 0);
        assertEquals(
                1,
                OneTimeKeys.with(keys, Ids.next(), now.plus(wait).plusSeconds(1))
                        .size());
    }

    @Test
    void keepsTheNewestKeysOfMergedDocuments() {
        String shared = Ids.next();
        List<String> mine = new ArrayList<>(List.of(shared));
        List<String> others = new ArrayList<>(List.of(shared));
        for (int i = 1; i < OneTimeKeys.MOST; i++) {
            Instant time = now.minusSeconds(1000 - i);
            mine.add(at(time, 2 * i));
            others.add(at(time, 2 * i + 1));
        }

        List<String> merged = OneTimeKeys.merged(mine, others, now);

        assertEquals(OneTimeKeys.MOST, merged.size());
        int half = OneTimeKeys.MOST / 2 + 1;
        assertTrue(merged.containsAll(mine.subList(half, mine.size())));
        assertTrue(merged.containsAll(others.subList(half, others.size())));
        assertTrue(merged.contains(shared));
    }

    private static String at(Instant time, int number) {
        return new UUID(time.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L | number).toString();
    }
}
