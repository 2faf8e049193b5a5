package dev.parley.catalog.imports.feed;

import dev.parley.catalog.imports.domain.Feed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Finds the rows of a file, one after the other. Blank lines are none. */
final class Rows {

    private static final int MOST_LINES_OF_A_ROW = 200;

    private final FileChannel file;
    private final boolean spanLines;
    private final ByteBuffer chunk = ByteBuffer.allocate(1 << 16);
    private long read;
    private long offset;
    private int line;
    private byte[] current = new byte[0];

    Rows(FileChannel file, long start, int firstLine, boolean spanLines) {
        this.file = file;
        this.spanLines = spanLines;
        this.line = firstLine;
        seek(start);
    }

    /** The place of the next row; null after the last. Its text is {@link #text()}. */
    Feed.@Nullable Place next() throws IOException {
        while (true) {
            long at = offset;
            int startLine = line;
            byte[] bytes = readLine();
            if (bytes == null) {
                return null;
            }
            if (text(bytes).isBlank()) {
                continue;
            }
            current = spanLines && hasOpenQuote(bytes) ? joined(bytes) : bytes;
            return new Feed.Place(startLine, at, current.length);
        }
    }

    String text() {
        return text(current);
    }

    static String text(byte[] row) {
        return SpooledFeeds.withoutMark(new String(row, StandardCharsets.UTF_8)).replaceAll("[\\r\\n]+$", "");
    }

    /** Adds the lines up to the one that closes the quote. If none does, the row is this line alone: a lost quote must not swallow the rest of the feed. */
    private byte[] joined(byte[] first) throws IOException {
        long afterFirst = offset;
        int lineAfterFirst = line;
        ByteArrayOutputStream row = new ByteArrayOutputStream();
        row.writeBytes(first);
        for (int i = 1; i < MOST_LINES_OF_A_ROW && row.size() <= SpooledFeeds.LONGEST_LINE; i++) {
            byte[] next = readLine();
            if (next == null) {
                break;
            }
            row.writeBytes(next);
            if (hasOpenQuote(next)) {
                return row.toByteArray();
            }
        }
        seek(afterFirst);
        line = lineAfterFirst;
        return first;
    }

    private static boolean hasOpenQuote(byte[] bytes) {
        int quotes = 0;
        for (byte b : bytes) {
            quotes += b == '"' ? 1 : 0;
        }
        return quotes % 2 == 1;
    }

    private byte @Nullable [] readLine() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (true) {
            if (!chunk.hasRemaining()) {
                chunk.clear();
                int count = file.read(chunk, read);
                chunk.flip();
                if (count <= 0) {
                    chunk.limit(0);
                    return bytes.size() == 0 ? null : line(bytes);
                }
                read += count;
            }
            byte b = chunk.get();
            bytes.write(b);
            if (b == '\n') {
                return line(bytes);
            }
        }
    }

    private byte[] line(ByteArrayOutputStream bytes) {
        line++;
        offset += bytes.size();
        return bytes.toByteArray();
    }

    private void seek(long position) {
        offset = position;
        read = position;
        chunk.clear().limit(0);
    }
}
