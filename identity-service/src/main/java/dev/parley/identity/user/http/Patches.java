package dev.parley.identity.user.http;

import dev.parley.platform.text.TypedText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Applies members of a merge patch (RFC 7396): null when the member is absent, empty when it is null in the patch. */
final class Patches {

    private Patches() {}

    /** The value after the patch, possibly none. */
    static <T> @Nullable T value(@Nullable Optional<T> patch, @Nullable T before) {
        return patch == null ? before : patch.orElse(null);
    }

    /** The same for a text, {@linkplain TypedText#normalized normalized}. */
    static @Nullable String text(@Nullable Optional<String> patch, @Nullable String before) {
        return value(patch == null ? null : patch.map(TypedText::normalized), before);
    }

    /** The same for a value that cannot be removed: null keeps it. */
    static <T> T kept(@Nullable T patch, T before) {
        return patch == null ? before : patch;
    }
}
