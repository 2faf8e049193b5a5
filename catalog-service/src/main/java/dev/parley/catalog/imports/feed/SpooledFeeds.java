package dev.parley.catalog.imports.feed;

import dev.parley.catalog.imports.domain.BadRow;
import dev.parley.catalog.imports.domain.Feed;
import dev.parley.catalog.imports.domain.FeedFormat;
import dev.parley.catalog.imports.domain.FeedProblem;
import dev.parley.catalog.imports.domain.FeedRow;
import dev.parley.catalog.imports.domain.Feeds;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a feed in a temporary file while it is imported, because rows of one product may stand far apart. The file loses its name as soon as it is open, so that
 * nothing is left of it even when the process is killed.
 */
@ApplicationScoped
public class SpooledFeeds implements Feeds {

    static final long LARGEST = 64L << 20;
    static final int LONGEST_LINE = 1 << 20;
    static final int MOST_LINES = 250_000;

    private static final List<String> NEEDED = List.of("id", "title", "price");
    private static final int CHUNK = 1 << 16;

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
            // Not every system lets go of an open file; there it is deleted when it is closed.
        }
        return file;
    }

    private static void spool(InputStream body, FileChannel file) throws IOException {
        Utf8Lines check = new Utf8Lines(LONGEST_LINE, MOST_LINES);
        byte[] chunk = new byte[CHUNK];
        long total = 0;
        int read;
        while ((read = body.read(chunk)) >= 0) {
            total += read;
            if (total > LARGEST) {
                throw Problems.tooLarge(LARGEST);
            }
            check.accept(chunk, read);
            ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, read);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }
        check.end();
    }

    private static Feed open(FileChannel file, FeedFormat format) throws IOException {
        if (format == FeedFormat.NDJSON) {
            return new SpooledFeed(file, new JsonRows(), 0, 1, false);
        }
        RowParser.Cells cells = format == FeedFormat.CSV ? TableCells::csv : TableCells::tsv;
        byte[] header = firstLine(file);
        String text = new String(header, StandardCharsets.UTF_8);
        List<String> columns = new ArrayList<>();
        try {
            for (String name : cells.split(withoutMark(text).replaceAll("[\\r\\n]+$", ""))) {
                columns.add(FeedRow.column(name));
            }
        } catch (BadRow e) {
            throw new FeedProblem.HeaderMissing(NEEDED);
        }
        List<String> missing =
                NEEDED.stream().filter(name -> !columns.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw new FeedProblem.HeaderMissing(missing);
        }
        return new SpooledFeed(file, RowParser.table(columns, cells), header.length, 2, format == FeedFormat.CSV);
    }

    static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static byte[] firstLine(FileChannel file) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        long position = 0;
        while (file.read(chunk, position) > 0) {
            for (int i = 0; i < chunk.position(); i++) {
                line.write(chunk.get(i));
                if (chunk.get(i) == '\n') {
                    return line.toByteArray();
                }
            }
            position += chunk.position();
            chunk.clear();
        }
        return line.toByteArray();
    }

    /** The file, and how to read it. */
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
                Rows rows = new Rows(file, start, firstLine, rowsSpanLines);
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
