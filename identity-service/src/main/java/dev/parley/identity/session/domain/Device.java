package dev.parley.identity.session.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of itself, for its owner to tell sessions apart by; nothing is decided by it.
 *
 * @param userAgent printable, at most {@value #MAX_LENGTH} characters
 * @param address where it asks from
 */
public record Device(@Nullable String userAgent, @Nullable String address) {

    /** A client of which nothing is known. */
    public static final Device UNKNOWN = new Device(null, null);

    private static final int MAX_LENGTH = 200;

    /** Takes what anybody may have sent: shortened, on one line, without what cannot be seen. */
    public Device {
        userAgent = clean(userAgent);
        address = clean(address);
    }

    private static @Nullable String clean(@Nullable String text) {
        return Optional.ofNullable(text)
                .map(any -> any.replaceAll("[\\p{C}\\p{Z}]+", " ").strip())
                .map(line -> line.substring(0, Math.min(line.length(), MAX_LENGTH)))
                .map(line -> endsInHalfACharacter(line) ? line.substring(0, line.length() - 1) : line)
                .filter(line -> !line.isEmpty())
                .orElse(null);
    }

    private static boolean endsInHalfACharacter(String line) {
        return !line.isEmpty() && Character.isHighSurrogate(line.charAt(line.length() - 1));
    }
}
