package dev.parley.catalog.imports.feed;

import dev.parley.catalog.imports.domain.FeedProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes a feed into a file, as UTF-8. What is no text in the feed's charset is none in the file either, so that the
 * row is rejected and not changed.
 */
final class Spool {

    private static final byte NOT_UTF_8 = (byte) 0xFF;
    private static final int CHUNK = 1 << 14;

    private final FileChannel file;
    private final @Nullable CharsetDecoder decoder;
    private final CharBuffer characters = CharBuffer.allocate(CHUNK);
    private ByteBuffer rest = ByteBuffer.allocate(0);
    private final int mostLines;
    private int lineFeeds;
    private int carriageReturns;
    private boolean content;

    /** @param mostLines the limit of lines */
    Spool(FileChannel file, Charset charset, int mostLines) {
        this.file = file;
        this.mostLines = mostLines;
        this.decoder = charset.equals(StandardCharsets.UTF_8)
                ? null
                : charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** @throws FeedProblem.TooManyLines beyond the limit */
    void write(byte[] bytes, int length) throws IOException {
        if (decoder == null) {
            append(ByteBuffer.wrap(bytes, 0, length));
            return;
        }
        ByteBuffer all = ByteBuffer.allocate(rest.remaining() + length);
        all.put(rest).put(bytes, 0, length).flip();
        decode(all, decoder, false);
        rest = all;
    }

    /**
     * Writes what is left.
     *
     * @throws FeedProblem.Empty when the feed was blank
     */
    void finish() throws IOException {
        if (decoder != null) {
            decode(rest, decoder, true);
            decoder.flush(characters);
            drain();
        }
        if (!content) {
            throw new FeedProblem.Empty();
        }
        if (lineFeeds == 0) {
            requireFew(carriageReturns, mostLines);
        }
    }

    private void decode(ByteBuffer bytes, CharsetDecoder from, boolean end) throws IOException {
        CoderResult result;
        do {
            result = from.decode(bytes, characters, end);
            drain();
            if (result.isError()) {
                bytes.position(bytes.position() + result.length());
                append(ByteBuffer.wrap(new byte[] {NOT_UTF_8}));
            }
        } while (!result.isUnderflow());
    }

    private void drain() throws IOException {
        characters.flip();
        append(StandardCharsets.UTF_8.encode(characters));
        characters.clear();
    }

    private void append(ByteBuffer bytes) throws IOException {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            byte b = bytes.get(i);
            lineFeeds += b == '\n' ? 1 : 0;
            carriageReturns += b == '\r' ? 1 : 0;
            content |= !Rows.isBlank(b);
        }
        requireFew(lineFeeds, mostLines);
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /** @throws FeedProblem.TooManyLines beyond the limit */
    static void requireFew(int terminators, int most) {
        if (terminators >= most) {
            throw new FeedProblem.TooManyLines(most);
        }
    }
}
