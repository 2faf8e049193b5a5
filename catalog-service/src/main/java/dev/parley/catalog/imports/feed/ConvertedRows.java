package dev.parley.catalog.imports.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.catalog.imports.domain.BadRow;
import dev.parley.catalog.imports.domain.FeedRow;
import dev.parley.platform.problem.Problems;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/**
 * The rows of a feed whose format is not made of rows: converted to JSON at reception, one per line, each after the
 * number of its line in the feed.
 */
final class ConvertedRows implements RowParser {

    /** The content of all variants of a product is repeated in each. */
    private static final long LARGEST = 8 * SpooledFeeds.LARGEST;

    private static final char SEPARATOR = '\t';
    private static final char PROBLEM = '!';

    private final JsonRows json = new JsonRows();

    @Override
    public FeedRow parse(String text) throws BadRow {
        String row = text.substring(text.indexOf(SEPARATOR) + 1);
        if (!row.isEmpty() && row.charAt(0) == PROBLEM) {
            int end = row.indexOf(PROBLEM, 1);
            throw new BadRow(row.substring(1, end), row.substring(end + 1));
        }
        return json.parse(row);
    }

    @Override
    public int line(int number, byte[] row) {
        int line = 0;
        for (int i = 0; i < row.length && row[i] != SEPARATOR; i++) {
            line = line * 10 + (row[i] - '0');
        }
        return line;
    }

    /** Writes converted rows. */
    static final class Writer {

        private static final ObjectMapper JSON = new ObjectMapper();

        private final FileChannel file;
        private int rows;

        Writer(FileChannel file) {
            this.file = file;
        }

        void row(int line, ObjectNode row) throws IOException {
            try {
                write(line + "" + SEPARATOR + JSON.writeValueAsString(row) + "\n");
            } catch (JsonProcessingException e) {
                bad(line, new BadRow("is not text"));
            }
        }

        void bad(int line, BadRow why) throws IOException {
            String reason = why.reason().replace('\n', ' ').replace('\r', ' ');
            write(line + "" + SEPARATOR + PROBLEM + why.column().replace(PROBLEM, ' ') + PROBLEM + reason + "\n");
        }

        private void write(String line) throws IOException {
            Spool.requireFew(rows++, SpooledFeeds.MOST_LINES);
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(line);
            if (file.position() + bytes.remaining() > LARGEST) {
                throw Problems.tooLarge(LARGEST);
            }
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }
    }
}
