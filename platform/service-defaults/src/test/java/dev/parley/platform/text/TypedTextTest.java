package dev.parley.platform.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedTextTest {

    @Test
    void normalizesTextThatLooksTheSame() {
        assertEquals("Andr\u00e9", TypedText.normalized("Andre\u0301"));
        assertEquals("Ann Smith", TypedText.normalized("\u00a0Ann\u202fSmith\u3000"));
        assertEquals("", TypedText.normalized("\u00a0\u2007"));
    }

    @Test
    void isNotNormalizedWhenItIsTooLongForAnyField() {
        String marks = "a" + "\u0301\u0316".repeat(500_000);

        assertTimeout(Duration.ofSeconds(1), () -> assertEquals(marks, TypedText.normalized(marks)));
        assertTimeout(Duration.ofSeconds(1), () -> assertTrue(TypedText.isVisible(marks)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ann\u200bSmith", // zero-width space
                "Ann\u2060", // word joiner
                "\ufeffAnn", // byte order mark
                "Ann\u200d", // joiner with nothing to join
                "An\u200dn", // joiner between letters that do not join
                "Ann\u202eHtims", // right-to-left override
                "\u2066Ann\u2069", // isolates
                "Ann\u00ad", // soft hyphen
                "Ann\u3164", // Hangul filler
                "Ann\nSmith",
                "Ann\tSmith",
                "Ann\u0000",
                "Ann\u2028Smith",
                "Ann\ud800", // half a surrogate pair
                "\ue000" // private use
            })
    void detectsInvisibleCharacters(String text) {
        assertFalse(TypedText.isVisible(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ann O'Neil-Sm\u00eeth, 2nd",
                "\u0e2a\u0e21\u0e0a\u0e32\u0e22", // Thai, with marks
                "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67 Ann", // family
                "\ud83e\uddd1\ud83c\udffd\u200d\ud83d\udcbb", // technologist, medium skin tone
                "\ud83c\udff3\ufe0f\u200d\ud83c\udf08", // rainbow flag
                "\u2764\ufe0f\u200d\ud83d\udd25", // heart on fire
                "\ud83c\uddec\ud83c\udded", // flag of Ghana
                "\u0645\u06cc\u200c\u0646\u0627", // Persian, with a non-joiner
                "\u0d9a\u0dca\u200d\u0dbb\u0dd2", // Sinhala, with a joiner
                "\u845b\udb40\udd00" // Japanese, with a variation selector
            })
    void keepsJoinersOfASpelling(String text) {
        assertTrue(TypedText.isVisible(text));
        assertEquals(text, TypedText.normalized(text));
    }

    @Test
    void cleansTextFromElsewhere() {
        assertEquals("Andr\u00e9 Smith", TypedText.cleaned("\ufeffAndre\u0301\u200b\u00a0Sm\u00adith\u202e "));
        assertEquals("one\ntwo\nthree four", TypedText.cleaned("one\r\ntwo\u2028three\tfour\u0000"));
        assertEquals("", TypedText.cleaned("\u200b\u00a0\u3164\u2060"));
        String family = "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67";
        assertEquals(family, TypedText.cleaned(family));
    }

    @Test
    void cleansManyMarksInLinearTime() {
        String marks = "a" + "\u0301\u0316".repeat(500_000);

        assertTimeout(
                Duration.ofSeconds(2), () -> assertTrue(TypedText.cleaned(marks).length() < 100));
    }
}
