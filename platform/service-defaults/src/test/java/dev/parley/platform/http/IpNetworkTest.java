package dev.parley.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpNetworkTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7, 203.0.113.0/24",
        "::ffff:203.0.113.7, 203.0.113.7, 203.0.113.0/24",
        "::FFFF:CB00:7107, 203.0.113.7, 203.0.113.0/24",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64, 2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:2::9, 2001:db8:1:2:0:0:0:0/64, 2001:db8:1:2:0:0:0:0/64",
        "::1, 0:0:0:0:0:0:0:0/64, 0:0:0:0:0:0:0:0/64"
    })
    void knowsTheCustomerAndTheNetworkOfAnAddress(String literal, String customer, String network) {
        assertEquals(
                customer, IpNetwork.address(literal).map(IpNetwork::customer).orElseThrow());
        assertEquals(network, IpNetwork.address(literal).map(IpNetwork::network).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unknown",
                "localhost",
                "1.2.3.4:5678",
                "[::1]",
                "fe80::1%eth0",
                "0x7f.1",
                "1.2.3.400",
                "cafe",
                ":::"
            })
    void refusesAnythingThatIsNotAnAddress(String text) {
        assertEquals(true, IpNetwork.address(text).isEmpty());
    }

    @Test
    void doesNotReadALongText() {
        assertTrue(IpNetwork.address("1".repeat(1_000_000)).isEmpty());
    }
}
