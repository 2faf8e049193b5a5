package dev.parley.identity.user.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    void isAnUnusedAddressWhenItIsInvalid(String junk) {
        assertEquals(new Email(junk).key(), new Email(junk).key());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@example.com",
                "\u00a0ann.o'neil+shop_1@mail.example.co.uk ",
                "ann@b\u00fccher.example",
                "ann@xn--bcher-kva.example",
                "ann@stra\u00dfe.example",
                "\u00e9va@example.com",
                "\u0e2a\u0e21\u0e0a\u0e32\u0e22@\u0e15\u0e31\u0e27\u0e2d\u0e22\u0e48\u0e32\u0e07.\u0e44\u0e17\u0e22"
            })
    void isMailable(String address) {
        assertTrue(new Email(address).isMailable());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@example.com\u200b",
                "an\u200dn@example.com",
                "ann@exam\u00adple.com",
                "ann\u202e@example.com",
                "ann smith@example.com",
                "ann\u00a0smith@example.com",
                "\"ann smith\"@example.com",
                "ann@localhost",
                "ann@127.0.0.1",
                "ann@[127.0.0.1]",
                "ann@example..com",
                "ann@-example.com",
                "ann@example.com.",
                "ann@exa_mple.com",
                ".ann@example.com",
                "ann.@example.com",
                "a..n@example.com",
                "ann@bob@example.com",
                "ann<bob@example.com",
                "@example.com",
                "ann@",
                "ann"
            })
    void isNotMailable(String address) {
        assertFalse(new Email(address).isMailable());
    }

    @Test
    void isNotMailableWhenItIsTooLong() {
        assertTrue(new Email("a".repeat(64) + "@example.com").isMailable());
        assertFalse(new Email("a".repeat(65) + "@example.com").isMailable());
        assertFalse(new Email("ann@" + "d".repeat(64) + ".com").isMailable());
        assertFalse(new Email("ann@" + "dd.".repeat(83) + "com").isMailable());
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
