package dev.parley.catalog.imports.feed;

import dev.parley.catalog.imports.domain.FeedProblem;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The content of a body that may be gzip, which its first bytes show. The reader bounds its size. */
final class Decompressed extends InputStream {

    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final int BUFFER = 1 << 16;

    private final InputStream content;
    private final boolean isGzip;

    /** @throws FeedProblem.Compression when it must be gzip and is not, or is a ZIP archive */
    Decompressed(InputStream body, boolean mustBeGzip) throws IOException {
        InputStream buffered = new BufferedInputStream(body, BUFFER);
        buffered.mark(ZIP.length);
        byte[] start = buffered.readNBytes(ZIP.length);
        buffered.reset();
        isGzip = startsWith(start, GZIP);
        if (startsWith(start, ZIP)) {
            throw new FeedProblem.Compression("The feed is a ZIP archive or a spreadsheet. Send a text file, or gzip.");
        }
        if (mustBeGzip && !isGzip && start.length > 0) {
            throw new FeedProblem.Compression("The feed is declared as gzip and is not.");
        }
        content = isGzip ? gunzipped(buffered) : buffered;
    }

    private static InputStream gunzipped(InputStream compressed) throws IOException {
        try {
            return new GZIPInputStream(compressed, BUFFER);
        } catch (ZipException | EOFException e) {
            throw damaged();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return content.read(bytes, offset, length);
        } catch (ZipException | EOFException e) {
            if (isGzip) {
                throw damaged();
            }
            throw e;
        }
    }

    private static FeedProblem damaged() {
        return new FeedProblem.Compression("The feed is damaged gzip.");
    }

    private static boolean startsWith(byte[] start, byte[] prefix) {
        return start.length >= prefix.length && Arrays.equals(start, 0, prefix.length, prefix, 0, prefix.length);
    }
}
