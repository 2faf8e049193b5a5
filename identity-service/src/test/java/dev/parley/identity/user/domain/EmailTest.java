package dev.parley.identity.user.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTest {

    @ParameterizedTest
    @CsvSource({
        "Ann.Smith@Example.COM, ann.smith@example.com",
        "ann@bücher.example, ann@xn--bcher-kva.example",
        "ann@BÜCHER.example, ann@xn--bcher-kva.example",
        "\"ann smith\"@example.com, \"ann smith\"@example.com",
        "e\u0301va@example.com, \u00e9va@example.com"
    })
    void isTheSameInEverySpelling(String written, String key) {
        assertEquals(key, new Email("  " + written + " ").key());
        assertEquals(key, new Email(key).key(), "a key is its own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ann", "@", "ann@", "ann@-", "ann@\u0000", "ann@..", "\ud800@\ud800"})
    void isAnAddressThatNobodyHasWhenItIsNone(String junk) {
        assertEquals(new Email(junk).key(), new Email(junk).key());
    }

    @Test
    void isTwoForTwoDomains() {
        assertNotEquals(new Email("ann@straße.example").key(), new Email("ann@strasse.example").key());
    }

    @Test
    void beginsAsItsKeyDoes() {
        assertEquals("éva", new Email("ÉVA").key());
        assertEquals("ann@exam", new Email("Ann@Exam").key());
        assertEquals("ann@", new Email("ann@").key());
    }

    @Test
    void isTwoForTwoLocalParts() {
        assertNotEquals(new Email("ann+shop@example.com").key(), new Email("ann@example.com").key());
    }
}
