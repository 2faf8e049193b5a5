package dev.parley.platform.edge;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one connection, one address and all connections together may take of a server.
 *
 * @param head for a whole request head, and for the first byte of a new connection
 * @param keepAlive how long a connection may wait for its next request
 * @param bodyGrace how long a body or an answer may be slower than {@code leastRate}
 * @param leastRate bytes per second that a client sends of a body, and takes of an answer
 * @param body for a whole body, at whatever rate
 * @param streamIdle how long an upgraded connection may carry nothing
 * @param connections open connections in all
 * @param connectionsPerAddress open connections of one address, IPv6 by /64
 * @param unlimited addresses that {@code connectionsPerAddress} does not hold for: many clients stand behind a proxy
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

    /** The addresses believed to be proxies, and so not counted as one client. */
    public static final String LOOPBACK = "127.0.0.0/8,::1/128";

    private static final String PREFIX = "parley.http.";

    /**
     * The limits that {@code configuration} states, or their defaults.
     *
     * @param configuration a value by its property name, as in {@code parley.http.head-timeout}
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
