package dev.parley.catalog.imports.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.parley.catalog.imports.domain.BadRow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RowsTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void stripsByteOrderMarkAndLineTerminator() throws BadRow {
        assertEquals("a\tb", Rows.text(bytes("\uFEFFa\tb\r\n")));
        assertEquals("a\r\nb", Rows.text(bytes("a\r\nb\r\n\n")));
        assertEquals("", Rows.text(bytes("\r\n")));
    }

    @Test
    void aRowIsUtf8() {
        assertThrows(BadRow.class, () -> Rows.text(new byte[] {(byte) 0xff}));
    }

    @Test
    void takesLinearTimeForAMillionCarriageReturns() {
        byte[] row = bytes("\r".repeat(1_000_000) + "x");

        String text = assertTimeoutPreemptively(Duration.ofSeconds(3), () -> Rows.text(row));

        assertEquals(1_000_001, text.length());
    }
}
