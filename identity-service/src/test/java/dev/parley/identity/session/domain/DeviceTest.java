package dev.parley.identity.session.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class DeviceTest {

    @Test
    void isWhatItsClientSaysOnOneLine() {
        assertEquals("Browser/1 (X11) evil", agent(" Browser/1\t(X11)\u0000\u202e\r\n evil "));
    }

    @Test
    void isShortened() {
        assertEquals(200, agent("x".repeat(5_000)).length());
        assertEquals("x".repeat(199), agent("x".repeat(199) + "\uD83D\uDC0E"), "no half characters");
    }

    @Test
    void mayBeUnknown() {
        assertNull(agent(null));
        assertNull(agent(" \n "));
    }

    private static String agent(String sent) {
        return new Device(sent, null).userAgent();
    }
}
