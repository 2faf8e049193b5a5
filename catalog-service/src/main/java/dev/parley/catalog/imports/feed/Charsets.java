package dev.parley.catalog.imports.feed;

import dev.parley.catalog.imports.domain.FeedProblem;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The charset of a feed. */
final class Charsets {

    /** The number of bytes at the start of a feed that show its charset: an XML declaration fits. */
    static final int SAMPLE = 256;

    /** The bytes of the shortest header, in UTF-16. */
    private static final int SHORTEST = 2 * "id,title,price".length();

    private static final String ENCODING = "encoding=";

    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");

    private Charsets() {}

    /**
     * The charset of the byte order mark, else UTF-16 when every second byte is zero, else the declared one, else
     * UTF-8.
     *
     * @throws FeedProblem.WrongEncoding when the declared charset is unknown
     */
    static Charset of(byte[] start, @Nullable String declared) {
        if (startsWith(start, 0xFF, 0xFE, 0, 0)) {
            return UTF_32LE;
        }
        if (startsWith(start, 0, 0, 0xFE, 0xFF)) {
            return UTF_32BE;
        }
        if (startsWith(start, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        if (startsWith(start, 0xFE, 0xFF)) {
            return StandardCharsets.UTF_16BE;
        }
        if (startsWith(start, 0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
        }
        int pairs = Math.min(start.length, SHORTEST) / 2;
        if (pairs > 0 && zeros(start, 1) * 2 > pairs && zeros(start, 0) == 0) {
            return StandardCharsets.UTF_16LE;
        }
        if (pairs > 0 && zeros(start, 0) * 2 > pairs && zeros(start, 1) == 0) {
            return StandardCharsets.UTF_16BE;
        }
        if (declared != null) {
            return named(declared);
        }
        String named = inXmlDeclaration(new String(start, StandardCharsets.ISO_8859_1).strip());
        return named.isEmpty() ? StandardCharsets.UTF_8 : named(named);
    }

    /** The encoding of an XML declaration; empty without one. */
    private static String inXmlDeclaration(String start) {
        int at = start.startsWith("<?xml") ? start.indexOf(ENCODING) : -1;
        int opening = at + ENCODING.length();
        if (at < 0 || opening >= start.length()) {
            return "";
        }
        int closing = start.indexOf(start.charAt(opening), opening + 1);
        return closing < 0 ? "" : start.substring(opening + 1, closing);
    }

    private static Charset named(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new FeedProblem.WrongEncoding(name);
        }
    }

    private static int zeros(byte[] start, int from) {
        int zeros = 0;
        for (int i = from; i < Math.min(start.length, SHORTEST); i += 2) {
            zeros += start[i] == 0 ? 1 : 0;
        }
        return zeros;
    }

    private static boolean startsWith(byte[] start, int... prefix) {
        if (start.length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if ((start[i] & 0xFF) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
