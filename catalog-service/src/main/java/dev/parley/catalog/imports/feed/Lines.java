package dev.parley.catalog.imports.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** The lines of a file from an offset. */
final class Lines {

    /** The maximum number of bytes kept of a line. */
    static final int LONGEST = 1 << 20;

    private final FileChannel file;
    private final Terminator terminator;
    private final ByteBuffer chunk = ByteBuffer.allocate(1 << 16);
    private long read;
    private long offset;
    private int number;

    /** The end of a line: a line feed, or in files of old systems a carriage return. */
    enum Terminator {
        LINE_FEED,
        CARRIAGE_RETURN;

        /** The terminator of the first line of a file. */
        static Terminator of(FileChannel file) throws IOException {
            Lines bytes = new Lines(file, 0, 1, LINE_FEED);
            boolean carriageReturn = false;
            while (bytes.fill()) {
                byte b = bytes.chunk.get();
                if (b == '\n') {
                    return LINE_FEED;
                }
                if (carriageReturn && b != '\r') {
                    return CARRIAGE_RETURN;
                }
                carriageReturn = b == '\r';
            }
            return carriageReturn ? CARRIAGE_RETURN : LINE_FEED;
        }
    }

    /**
     * A line with its end.
     *
     * @param number counted from 1
     * @param offset its start in the file
     * @param bytes the line, or its beginning when it is too long
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Line(int number, long offset, byte[] bytes, boolean tooLong) {}

    /** @param number the number of the line that begins at {@code offset} */
    Lines(FileChannel file, long offset, int number, Terminator terminator) {
        this.file = file;
        this.terminator = terminator;
        this.chunk.limit(0);
        goTo(offset, number);
    }

    /** Continues after {@code line}, which must not be truncated. */
    void continueAfter(Line line) {
        goTo(line.offset() + line.bytes().length, line.number() + 1);
    }

    private void goTo(long place, int line) {
        long start = read - chunk.limit();
        if (place >= start && place <= read) {
            chunk.position((int) (place - start));
        } else {
            chunk.clear().limit(0);
            read = place;
        }
        offset = place;
        number = line;
    }

    /** The next line; null after the last. */
    @Nullable
    Line next() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long start = offset;
        while (fill()) {
            byte b = chunk.get();
            offset++;
            if (bytes.size() < LONGEST) {
                bytes.write(b);
            }
            // After a carriage return, a line feed is a blank line, which has no meaning.
            if (b == '\n' || (b == '\r' && terminator == Terminator.CARRIAGE_RETURN)) {
                break;
            }
        }
        return offset == start ? null : new Line(number++, start, bytes.toByteArray(), offset - start > bytes.size());
    }

    /** The offset after the last line read. */
    long offset() {
        return offset;
    }

    /** The number of the next line. */
    int number() {
        return number;
    }

    /** Whether a byte is available; reads the next chunk when needed. */
    private boolean fill() throws IOException {
        if (!chunk.hasRemaining()) {
            chunk.clear();
            int count = file.read(chunk, read);
            chunk.flip();
            read += Math.max(0, count);
        }
        return chunk.hasRemaining();
    }
}
