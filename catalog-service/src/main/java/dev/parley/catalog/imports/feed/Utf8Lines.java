package dev.parley.catalog.imports.feed;

import dev.parley.catalog.imports.domain.FeedProblem;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Watches a stream pass by: is it UTF-8, are its lines of a reasonable length and number, is there anything in it. */
final class Utf8Lines {

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final CharBuffer decoded = CharBuffer.allocate(1 << 16);
    private final int longest;
    private final int most;
    private byte[] rest = new byte[0];
    private int line = 1;
    private int length;
    private boolean content;

    Utf8Lines(int longest, int most) {
        this.longest = longest;
        this.most = most;
    }

    void accept(byte[] chunk, int count) {
        for (int i = 0; i < count; i++) {
            if (chunk[i] == '\n') {
                line++;
                length = 0;
                if (line > most) {
                    throw new FeedProblem.TooManyLines(most);
                }
            } else if (++length > longest) {
                throw new FeedProblem.LineTooLong(line, longest);
            }
        }
        ByteBuffer bytes = ByteBuffer.allocate(rest.length + count);
        bytes.put(rest).put(chunk, 0, count).flip();
        decode(bytes, false);
        rest = new byte[bytes.remaining()];
        bytes.get(rest);
    }

    void end() {
        decode(ByteBuffer.wrap(rest), true);
        if (!content) {
            throw new FeedProblem.Empty();
        }
    }

    private void decode(ByteBuffer bytes, boolean last) {
        CoderResult result;
        do {
            int from = bytes.position();
            decoded.clear();
            result = decoder.decode(bytes, decoded, last);
            decoded.flip();
            // Other encodings of plain text are full of these, or begin with bytes that UTF-8 never has.
            int nul = indexOf(decoded);
            if (result.isError() || nul >= 0) {
                throw new FeedProblem.WrongEncoding(lineOf(bytes, from));
            }
            content |= !decoded.chars().allMatch(c -> Character.isWhitespace(c) || c == 0xFEFF);
        } while (result.isOverflow());
    }

    private static int indexOf(CharBuffer chars) {
        for (int i = 0; i < chars.length(); i++) {
            if (chars.charAt(i) == 0) {
                return i;
            }
        }
        return -1;
    }

    /** {@code line} stands at the end of the chunk: count back the lines that follow the place of the error. */
    private int lineOf(ByteBuffer bytes, int from) {
        int after = 0;
        for (int i = Math.max(from, bytes.position()); i < bytes.limit(); i++) {
            after += bytes.get(i) == '\n' ? 1 : 0;
        }
        return line - after;
    }
}
