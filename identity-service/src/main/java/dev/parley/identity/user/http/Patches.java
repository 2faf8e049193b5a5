package dev.parley.identity.user.http;

import dev.parley.platform.text.TypedText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Members of a merge patch (RFC 7396): null when the member is not named, empty when it is named with null. */
final class Patches {

    private Patches() {}

    /** The value afterwards, which may be none. */
    static <T> @Nullable T value(@Nullable Optional<T> patch, @Nullable T before) {
        return patch == null ? before : patch.orElse(null);
    }

    /** The same for a text, {@linkplain TypedText#normalized normalized}. */
    static @Nullable String text(@Nullable Optional<String> patch, @Nullable String before) {
        return value(patch == null ? null : patch.map(TypedText::normalized), before);
    }

    /** The same for what cannot be removed: null is taken as "as it was". */
    static <T> T kept(@Nullable T patch, T before) {
        return patch == null ? before : patch;
    }
}
