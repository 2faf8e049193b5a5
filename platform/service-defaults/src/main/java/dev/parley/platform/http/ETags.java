package dev.parley.platform.http;

import java.util.OptionalLong;

/** ETags. An ETag is the version of the resource: {@code "7"}. */
public final class ETags {

    private ETags() {}

    /** The header's value, with its quotes. */
    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * The version in one entity tag; empty when this service did not issue it. A gateway that compresses may have made
     * it weak.
     */
    static OptionalLong version(String tag) {
        String text = tag.startsWith("W/") ? tag.substring(2) : tag;
        if (text.length() < 3 || text.length() > 21 || !text.startsWith("\"") || !text.endsWith("\"")) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text.substring(1, text.length() - 1)));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
