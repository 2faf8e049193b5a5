package dev.parley.platform.http;

import dev.parley.platform.problem.Problem;
import dev.parley.platform.problem.Problems;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The position in a list, as text that is opaque to callers: the sort key of the last item on the page. */
public final class Cursor {

    private static final String SEPARATOR = "\u001f";

    private Cursor() {}

    /** @param parts the sort key; none may contain the character U+001F */
    public static String encode(String... parts) {
        byte[] bytes = String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * @param parts the number of parts the cursor must have
     * @throws Problem 400 when this is not a cursor of that many parts
     */
    public static List<String> decode(String cursor, int parts) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            List<String> decoded = List.of(text.split(SEPARATOR, -1));
            if (decoded.size() == parts) {
                return decoded;
            }
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw invalid();
        }
        throw invalid();
    }

    /** The problem of an invalid cursor; also for parts that do not parse. */
    public static Problem invalid() {
        return Problems.validation("after", "is not a cursor of this list");
    }
}
