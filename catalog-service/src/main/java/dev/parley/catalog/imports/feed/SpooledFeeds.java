package dev.parley.catalog.imports.feed;

import dev.parley.catalog.imports.domain.BadRow;
import dev.parley.catalog.imports.domain.Feed;
import dev.parley.catalog.imports.domain.FeedFormat;
import dev.parley.catalog.imports.domain.FeedProblem;
import dev.parley.catalog.imports.domain.FeedReading;
import dev.parley.catalog.imports.domain.FeedRow;
import dev.parley.catalog.imports.domain.Feeds;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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

    private static final int BYTE_ORDER_MARK = 0xFEFF;
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
        Spool spool = new Spool(
                file,
                Charsets.of(Arrays.copyOf(chunk, read), reading.encoding()),
                reading.format() == FeedFormat.XML ? Integer.MAX_VALUE : MOST_LINES);
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
        if (reading.format() == FeedFormat.XML) {
            return converted(file, rows -> readXml(file, rows));
        }
        Lines.Terminator terminator = Lines.Terminator.of(file);
        Lines lines = new Lines(file, 0, 1, terminator);
        if (reading.format() == FeedFormat.NDJSON) {
            return new SpooledFeed(file, new JsonRows(), new Start(0, 1, terminator));
        }
        Table table = Header.read(lines, reading);
        if (table.isOfShopify()) {
            return converted(file, rows -> ShopifyFeed.read(new Rows(lines, table), table, rows));
        }
        return new SpooledFeed(file, table, new Start(lines.offset(), lines.number(), terminator));
    }

    /** Writes the rows of a feed of another structure. */
    private interface Conversion {
        void to(ConvertedRows.Writer rows) throws IOException;
    }

    /** Replaces the file of a feed by one with its converted rows. */
    private static Feed converted(FileChannel file, Conversion conversion) throws IOException {
        FileChannel rows = unnamedFile();
        try {
            conversion.to(new ConvertedRows.Writer(rows));
        } catch (IOException | RuntimeException e) {
            rows.close();
            throw e;
        }
        file.close();
        return new SpooledFeed(rows, new ConvertedRows(), new Start(0, 1, Lines.Terminator.LINE_FEED));
    }

    private static void readXml(FileChannel file, ConvertedRows.Writer rows) throws IOException {
        file.position(0);
        try {
            BufferedReader text = new BufferedReader(Channels.newReader(file, StandardCharsets.UTF_8.newDecoder(), -1));
            int first;
            do {
                text.mark(1);
                first = text.read();
            } while (first == BYTE_ORDER_MARK || Character.isWhitespace(first));
            text.reset();
            XmlFeed.read(text, rows);
        } catch (CharacterCodingException e) {
            throw new FeedProblem.WrongEncoding();
        }
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
