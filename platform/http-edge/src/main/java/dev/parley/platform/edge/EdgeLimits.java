package dev.parley.platform.edge;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Limits per connection, per address and for the whole server.
 *
 * @param head for a whole request head, and for the first byte of a new connection
 * @param keepAlive how long a connection may be idle between requests
 * @param bodyGrace how long a body or a response may be slower than {@code leastRate}
 * @param leastRate the minimum bytes per second at which a client sends a body and reads a response
 * @param body for a whole body, at whatever rate
 * @param streamIdle how long an upgraded connection may be idle
 * @param connections open connections in total
 * @param connectionsPerAddress open connections of one address, IPv6 by /64
 * @param unlimited addresses exempt from {@code connectionsPerAddress}: proxies with many clients
 */
public record EdgeLimits(
        Duration head,
        Duration keepAlive,
        Duration bodyGrace,
        long leastRate,
        Duration body,
        Duration streamIdle,
        int connections,
        int connectionsPerAddress,
        AddressRanges unlimited) {

    /** The default addresses of trusted proxies, which are not counted as one client. */
    public static final String LOOPBACK = "127.0.0.0/8,::1/128";

    private static final String PREFIX = "parley.http.";

    /**
     * Reads the configured limits, or their defaults.
     *
     * @param configuration looks up a value by its property name, such as {@code parley.http.head-timeout}
     * @param proxies addresses and ranges, separated by commas
     */
    public static EdgeLimits read(Function<String, Optional<String>> configuration, String proxies) {
        return new EdgeLimits(
                duration(configuration, "head-timeout", "10s"),
                duration(configuration, "keep-alive", "75s"),
                duration(configuration, "body-grace", "10s"),
                number(configuration, "least-rate", 1024),
                duration(configuration, "body-timeout", "10m"),
                duration(configuration, "stream-idle", "2m"),
                (int) number(configuration, "connections", 10_000),
                (int) number(configuration, "connections-per-address", 256),
                AddressRanges.parse(proxies));
    }

    private static Duration duration(Function<String, Optional<String>> configuration, String name, String standard) {
        String value = configuration.apply(PREFIX + name).orElse(standard).strip();
        try {
            return Duration.parse("PT" + value);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(PREFIX + name + " is not a duration such as 10s or 2m: " + value, e);
        }
    }

    private static long number(Function<String, Optional<String>> configuration, String name, int standard) {
        String value = configuration
                .apply(PREFIX + name)
                .orElse(Integer.toString(standard))
                .strip();
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(PREFIX + name + " is not a whole number: " + value, e);
        }
    }
}
