package dev.parley.platform.id;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.parley.platform.Digests;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids are UUIDv7 (RFC 9562) in their lower-case text form: they sort by creation time. */
public final class Ids {

    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();
    private static final Pattern FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    private Ids() {}

    /**
     * Sorts after every id. The first page of a list, newest first, is the ids before this one: some servers use an
     * index for the order only together with a range of it.
     */
    public static final String AFTER_ALL = "~";

    /** A new id; those of one process increase. */
    public static String next() {
        return GENERATOR.generate().toString();
    }

    /** Whether the text has the form of an id, existing or not. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    /** The creation time of the id, by its creator's clock; that of its seed for a derived one. */
    public static Instant timeOf(String id) {
        return Instant.ofEpochMilli(UUID.fromString(id).getMostSignificantBits() >>> 16);
    }

    /**
     * Derives an id from another one and a name: same arguments, same id. It keeps the time of the seed, so that it
     * sorts with it. A retried command derives the same ids.
     */
    public static String derive(String seed, String name) {
        byte[] digest = Digests.sha256(seed + "/" + name);
        UUID from = UUID.fromString(seed);
        long high = (from.getMostSignificantBits() & ~0xFFFL) | (long) (digest[0] & 0x0F) << 8 | (digest[1] & 0xFF);
        long low = 0;
        for (int i = 2; i < 10; i++) {
            low = low << 8 | (digest[i] & 0xFF);
        }
        return new UUID(high, low & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L).toString();
    }
}
