package dev.parley.platform.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void sortInTheOrderTheyWereMade() {
        List<String> ids = IntStream.range(0, 10_000).mapToObj(_ -> Ids.next()).toList();
        assertEquals(ids.stream().sorted().distinct().toList(), ids);
        assertTrue(ids.stream().allMatch(Ids::isValid));
    }

    @Test
    void knowsAnIdByItsForm() {
        assertFalse(Ids.isValid("x"));
        assertFalse(Ids.isValid(Ids.next().toUpperCase(java.util.Locale.ROOT)));
        assertFalse(Ids.isValid("6f9619ff-8b86-4011-b42d-00c04fc964ff"));
    }

    @Test
    void aDerivedIdIsStableAndKeepsTheTime() {
        String seed = Ids.next();
        assertEquals(Ids.derive(seed, "order"), Ids.derive(seed, "order"));
        assertNotEquals(Ids.derive(seed, "order"), Ids.derive(seed, "payment"));
        assertNotEquals(Ids.derive(seed, "order"), Ids.derive(Ids.next(), "order"));
        assertTrue(Ids.isValid(Ids.derive(seed, "order")));
        assertEquals(seed.substring(0, 13), Ids.derive(seed, "order").substring(0, 13));
    }
}
