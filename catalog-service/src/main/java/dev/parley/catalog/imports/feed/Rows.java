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
    private final RowParser parser;
    private byte[] current = new byte[0];
    private boolean tooLong;

    Rows(Lines lines, RowParser parser) {
        this.lines = lines;
        this.parser = parser;
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
        current = tooLong ? line.bytes() : row(line);
        return new Feed.Place(parser.line(line.number(), current), line.offset(), current.length);
    }

    /** @throws BadRow when it is too long, or not text */
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

    /** The bytes of the row that begins with this line: the line, or several when a quoted cell spans them. */
    private byte[] row(Lines.Line line) throws IOException {
        if (!hasQuote(line.bytes())) {
            return line.bytes();
        }
        try {
            String text = text(line.bytes());
            for (TableCells.Quotes quotes : parser.spanning()) {
                if (parser.isComplete(text, quotes)) {
                    break;
                }
                byte[] joined = parser.isUnclosed(text, quotes) ? joined(line, quotes) : null;
                if (joined != null) {
                    return joined;
                }
            }
        } catch (BadRow e) {
            // Not text: rejected when it is read.
        }
        return line.bytes();
    }

    /**
     * The lines up to the closing quote; null when they are no complete row, or when one of them is a row by itself:
     * then the first line stands alone, because an unclosed quote must not consume other rows.
     */
    private byte @Nullable [] joined(Lines.Line first, TableCells.Quotes quotes) throws IOException, BadRow {
        ByteArrayOutputStream row = new ByteArrayOutputStream();
        row.writeBytes(first.bytes());
        for (int i = 1; i < MOST_LINES_OF_A_ROW && row.size() <= Lines.LONGEST; i++) {
            Lines.Line next = lines.next();
            if (next == null || next.tooLong() || startsRow(next)) {
                break;
            }
            row.writeBytes(next.bytes());
            if (hasQuote(next.bytes())) {
                String text = text(row.toByteArray());
                if (parser.isComplete(text, quotes)) {
                    return row.toByteArray();
                }
                if (!parser.isUnclosed(text, quotes)) {
                    break;
                }
            }
        }
        lines.continueAfter(first);
        return null;
    }

    private boolean startsRow(Lines.Line line) {
        try {
            return parser.isRow(text(line.bytes()));
        } catch (BadRow e) {
            return true; // not text, so no part of a cell
        }
    }

    private static boolean hasQuote(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '"') {
                return true;
            }
        }
        return false;
    }
}
