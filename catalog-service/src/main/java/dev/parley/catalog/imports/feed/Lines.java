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
    private final ByteBuffer chunk = ByteBuffer.allocate(1 << 16);
    private long read;
    private long offset;
    private int number;

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
    Lines(FileChannel file, long offset, int number) {
        this.file = file;
        goTo(offset, number);
    }

    /** Continues after {@code line}, which must not be truncated. */
    void continueAfter(Line line) {
        goTo(line.offset() + line.bytes().length, line.number() + 1);
    }

    private void goTo(long place, int line) {
        offset = place;
        read = place;
        number = line;
        chunk.clear().limit(0);
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
            if (b == '\n') {
                break;
            }
        }
        return offset == start ? null : new Line(number++, start, bytes.toByteArray(), offset - start > bytes.size());
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
