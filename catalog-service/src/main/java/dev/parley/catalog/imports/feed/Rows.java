package dev.parley.catalog.imports.feed;

import dev.parley.catalog.imports.domain.BadRow;
import dev.parley.catalog.imports.domain.Feed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Iterates over the rows of a feed; skips blank lines. */
final class Rows {

    private static final int MOST_LINES_OF_A_ROW = 200;

    private final Lines lines;
    private final boolean spanLines;
    private byte[] current = new byte[0];
    private boolean tooLong;

    /** @param spanLines whether a row may span lines inside quotes */
    Rows(Lines lines, boolean spanLines) {
        this.lines = lines;
        this.spanLines = spanLines;
    }

    /** The position of the next row; null after the last. Its text is {@link #text()}. */
    Feed.@Nullable Place next() throws IOException {
        Lines.Line line = lines.next();
        while (line != null && isBlank(line.bytes())) {
            line = lines.next();
        }
        if (line == null) {
            return null;
        }
        tooLong = line.tooLong();
        current = spanLines && !tooLong && hasOpenQuote(line.bytes()) ? joined(line) : line.bytes();
        return new Feed.Place(line.number(), line.offset(), current.length);
    }

    /** @throws BadRow when it is too long, or not UTF-8 */
    String text() throws BadRow {
        if (tooLong) {
            throw new BadRow("has more than " + Lines.LONGEST + " bytes");
        }
        return text(current);
    }

    /**
     * The text of a row or header without byte order mark and line terminator.
     *
     * @throws BadRow when it is not UTF-8
     */
    static String text(byte[] row) throws BadRow {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(row))
                    .toString();
            return text.substring(text.startsWith("\uFEFF") ? 1 : 0, endOfContent(text));
        } catch (CharacterCodingException e) {
            throw new BadRow("is not UTF-8");
        }
    }

    /** The index of the line terminator. */
    private static int endOfContent(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (!isBlank(b)) {
                return false;
            }
        }
        return true;
    }

    /** White space or a control character; non-ASCII bytes are text. */
    static boolean isBlank(byte b) {
        return b >= 0 && b <= ' ';
    }

    /**
     * Appends the lines up to the closing quote. Without one, the row is this line alone: an unclosed quote must not
     * consume the rest of the feed.
     */
    private byte[] joined(Lines.Line first) throws IOException {
        ByteArrayOutputStream row = new ByteArrayOutputStream();
        row.writeBytes(first.bytes());
        for (int i = 1; i < MOST_LINES_OF_A_ROW && row.size() <= Lines.LONGEST; i++) {
            Lines.Line next = lines.next();
            if (next == null || next.tooLong()) {
                break;
            }
            row.writeBytes(next.bytes());
            if (hasOpenQuote(next.bytes())) {
                return row.toByteArray();
            }
        }
        lines.continueAfter(first);
        return first.bytes();
    }

    private static boolean hasOpenQuote(byte[] bytes) {
        int quotes = 0;
        for (byte b : bytes) {
            quotes += b == '"' ? 1 : 0;
        }
        return quotes % 2 == 1;
    }
}
