package dev.parley.catalog.imports.feed;

import dev.parley.catalog.imports.domain.BadRow;
import dev.parley.catalog.imports.domain.Feed;
import dev.parley.catalog.imports.domain.FeedFormat;
import dev.parley.catalog.imports.domain.FeedProblem;
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
import java.util.List;
import java.util.Objects;

/**
 * Spools a feed to a temporary file during its import, because the rows of a product may be far apart. The file is
 * unlinked as soon as it is open, so that it is deleted even when the process is killed.
 */
@ApplicationScoped
public class SpooledFeeds implements Feeds {

    static final long LARGEST = 64L << 20;
    static final int MOST_LINES = 250_000;

    private static final List<String> NEEDED = List.of("id", "title", "price");
    private static final int CHUNK = 1 << 16;
    private static final char NUL = 0;

    @Override
    public Feed receive(InputStream body, FeedFormat format) throws IOException {
        FileChannel file = unnamedFile();
        try {
            spool(body, file);
            return open(file, format);
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

    private static void spool(InputStream body, FileChannel file) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long total = 0;
        int lines = 1;
        boolean content = false;
        int read;
        while ((read = body.read(chunk)) >= 0) {
            total += read;
            if (total > LARGEST) {
                throw Problems.tooLarge(LARGEST);
            }
            for (int i = 0; i < read; i++) {
                lines += chunk[i] == '\n' ? 1 : 0;
                content |= !Rows.isBlank(chunk[i]);
            }
            if (lines > MOST_LINES) {
                throw new FeedProblem.TooManyLines(MOST_LINES);
            }
            ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, read);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }
        if (!content) {
            throw new FeedProblem.Empty();
        }
    }

    private static Feed open(FileChannel file, FeedFormat format) throws IOException {
        if (format == FeedFormat.NDJSON) {
            return new SpooledFeed(file, new JsonRows(), 0, 1, false);
        }
        RowParser.Cells cells = format == FeedFormat.CSV ? TableCells::csv : TableCells::tsv;
        byte[] header = Objects.requireNonNull(new Lines(file, 0, 1).next(), "a file with content has a line")
                .bytes();
        List<String> columns = columns(header, cells);
        List<String> missing =
                NEEDED.stream().filter(name -> !columns.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw new FeedProblem.HeaderMissing(missing);
        }
        return new SpooledFeed(file, RowParser.table(columns, cells), header.length, 2, format == FeedFormat.CSV);
    }

    private static List<String> columns(byte[] header, RowParser.Cells cells) {
        String text;
        try {
            text = Rows.text(header);
        } catch (BadRow e) {
            throw new FeedProblem.WrongEncoding();
        }
        if (text.indexOf(NUL) >= 0) { // UTF-16 without a byte order mark
            throw new FeedProblem.WrongEncoding();
        }
        try {
            return cells.split(text).stream().map(FeedRow::column).toList();
        } catch (BadRow e) {
            throw new FeedProblem.HeaderMissing(NEEDED);
        }
    }

    /** A feed in a temporary file. */
    private static final class SpooledFeed implements Feed {

        private final FileChannel file;
        private final RowParser parser;
        private final long start;
        private final int firstLine;
        private final boolean rowsSpanLines;

        SpooledFeed(FileChannel file, RowParser parser, long start, int firstLine, boolean rowsSpanLines) {
            this.file = file;
            this.parser = parser;
            this.start = start;
            this.firstLine = firstLine;
            this.rowsSpanLines = rowsSpanLines;
        }

        @Override
        public void scan(Visitor visitor) {
            try {
                Rows rows = new Rows(new Lines(file, start, firstLine), rowsSpanLines);
                Place place;
                while ((place = rows.next()) != null) {
                    try {
                        visitor.row(place, parser.parse(rows.text()));
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
