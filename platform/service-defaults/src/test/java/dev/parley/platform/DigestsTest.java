package dev.parley.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DigestsTest {

    /** The example of FIPS 180-4. */
    @Test
    void isSha256InLowerCase() {
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Digests.sha256Hex("abc"));
    }

    @Test
    void readsTextsAsUtf8() {
        assertEquals("4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c", Digests.sha256Hex("é"));
    }
}
