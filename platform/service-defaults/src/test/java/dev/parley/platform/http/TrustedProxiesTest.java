package dev.parley.platform.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1/128", "10.0.0.0/8", "fd00::/8"})
    void acceptsAddressesAndRanges(String proxy) {
        assertDoesNotThrow(() -> new TrustedProxies(List.of(proxy)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "gateway", "gateway:8080", "127.0.0.1:8080", ""})
    void refusesNames(String proxy) {
        assertThrows(IllegalStateException.class, () -> new TrustedProxies(List.of(proxy)));
    }
}
