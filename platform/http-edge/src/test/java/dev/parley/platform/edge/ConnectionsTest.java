package dev.parley.platform.edge;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    private final Connections connections = new Connections(EdgeLimits.read(
            name -> name.endsWith("per-address") ? Optional.of("1") : Optional.empty(), "10.0.0.0/8,2001:db8:f::/48"));

    @Test
    void countsIpV6ByItsNetwork() {
        assertTrue(connections.admit(from("2001:db8:1:2::1")));
        assertFalse(connections.admit(from("2001:db8:1:2:ffff::9")));
        assertTrue(connections.admit(from("2001:db8:1:3::1")));
    }

    @Test
    void countsIpV4ByItsAddress() {
        assertTrue(connections.admit(from("192.0.2.1")));
        assertFalse(connections.admit(from("192.0.2.1")));
        assertTrue(connections.admit(from("192.0.2.2")));
    }

    @Test
    void doesNotCountProxies() {
        for (String address : new String[] {"10.1.2.3", "2001:db8:f::1"}) {
            assertTrue(connections.admit(from(address)), address);
            assertTrue(connections.admit(from(address)), address);
        }
    }

    @Test
    void refusesAMalformedRange() {
        for (String range : new String[] {"gateway.local", "10.0.0.0/33", "::1/x", "1.2.3"}) {
            assertThrows(IllegalArgumentException.class, () -> AddressRanges.parse(range), range);
        }
    }

    private static EmbeddedChannel from(String address) {
        return new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(address, 50_000);
            }
        };
    }
}
