package dev.parley.catalog.imports.feed;

import dev.parley.catalog.imports.domain.BadRow;
import dev.parley.catalog.imports.domain.Feed;
import dev.parley.catalog.imports.domain.FeedFormat;
import dev.parley.catalog.imports.domain.FeedReading;
import dev.parley.catalog.imports.domain.FeedRow;
import dev.parley.catalog.imports.domain.Feeds;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Spools a feed to a temporary file during its import, because the rows of a product may be far apart. The file is
 * unlinked as soon as it is open, so that it is deleted even when the process is killed.
 */
@ApplicationScoped
public class SpooledFeeds implements Feeds {

    static final long LARGEST = 64L << 20;
    static final int MOST_LINES = 250_000;

    private static final int CHUNK = 1 << 16;

    @Override
    public Feed receive(InputStream body, FeedReading reading) throws IOException {
        FileChannel file = unnamedFile();
        try {
            spool(body, reading, file);
            return open(file, reading);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static FileChannel unnamedFile() throws IOException {
        Path path = Files.createTempFile("parley-feed", null);
        FileChannel file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // Some systems cannot unlink an open file; there it is deleted on close.
        }
        return file;
    }

    private static void spool(InputStream body, FeedReading reading, FileChannel file) throws IOException {
        InputStream plain = new Decompressed(body, reading.compressed());
        byte[] chunk = new byte[CHUNK];
        int read = plain.readNBytes(chunk, 0, Charsets.SAMPLE);
        Spool spool = new Spool(file, Charsets.of(Arrays.copyOf(chunk, read), reading.encoding()));
        long total = 0;
        while (read > 0) {
            total += read;
            if (total > LARGEST) {
                throw Problems.tooLarge(LARGEST);
            }
            spool.write(chunk, read);
            read = plain.readNBytes(chunk, 0, CHUNK);
        }
        spool.finish();
    }

    private static Feed open(FileChannel file, FeedReading reading) throws IOException {
        Lines.Terminator terminator = Lines.Terminator.of(file);
        Lines lines = new Lines(file, 0, 1, terminator);
        RowParser parser = reading.format() == FeedFormat.NDJSON ? new JsonRows() : Header.read(lines, reading);
        return new SpooledFeed(file, parser, new Start(lines.offset(), lines.number(), terminator));
    }

    /** Where the rows of a feed begin. */
    private record Start(long offset, int line, Lines.Terminator terminator) {}

    /** A feed in a temporary file. */
    private static final class SpooledFeed implements Feed {

        private final FileChannel file;
        private final RowParser parser;
        private final Start start;

        SpooledFeed(FileChannel file, RowParser parser, Start start) {
            this.file = file;
            this.parser = parser;
            this.start = start;
        }

        @Override
        public void scan(Visitor visitor) {
            try {
                Rows rows = new Rows(new Lines(file, start.offset(), start.line(), start.terminator()), parser);
                Place place;
                while ((place = rows.next()) != null) {
                    try {
                        FeedRow row = parser.parse(rows.text());
                        if (!parser.isBlank(row)) {
                            visitor.row(place, row);
                        }
                    } catch (BadRow e) {
                        visitor.bad(place.line(), e);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public FeedRow read(Place place) throws BadRow {
            try {
                ByteBuffer bytes = ByteBuffer.allocate(place.length());
                while (bytes.hasRemaining() && file.read(bytes, place.offset() + bytes.position()) >= 0) {}
                return parser.parse(Rows.text(bytes.array()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
