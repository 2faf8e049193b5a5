package dev.parley.catalog.imports.feed;

import static dev.parley.catalog.imports.feed.FeedText.csv;
import static dev.parley.catalog.imports.feed.FeedText.ids;
import static dev.parley.catalog.imports.feed.FeedText.rows;
import static dev.parley.catalog.imports.feed.FeedText.tsv;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.parley.catalog.imports.domain.Delimiter;
import dev.parley.catalog.imports.domain.FeedFormat;
import dev.parley.catalog.imports.domain.FeedProblem;
import dev.parley.catalog.imports.domain.FeedReading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramingTest {

    private static final String HEADER = "id,title,price\n";
    private static final String WIDE = "id\ttitle\tdescription\tprice\n";

    @Test
    void keepsTheRowsBetweenTwoInchMarks() {
        var rows = csv(HEADER
                + "1,Screen 24\" flat,1.00 USD\n"
                + "2,Cable,1.00 USD\n"
                + "3,Screen 27\" flat,1.00 USD\n"
                + "4,Mouse,1.00 USD\n");

        assertEquals(List.of("1", "2", "3", "4"), ids(rows));
        assertEquals("Screen 24\" flat", rows.getFirst().get("title"));
    }

    @Test
    void keepsTheRowsBetweenTwoQuotesThatWouldMakeARowTogether() {
        var rows = csv(HEADER + "1,\"24 inch,1.00 USD\n" + "2,Cable,1.00 USD\n" + "3,27\",1.00 USD\n");

        assertEquals(List.of("2", "3"), ids(rows));
        assertEquals(2, rows.getFirst().line());
        assertEquals(
                "is not CSV: a quote is unclosed or inside a cell",
                rows.getFirst().problem());
    }

    @Test
    void joinsTheLinesOfAQuotedCell() {
        var rows = csv(HEADER + "1,\"one,\r\n\r\n \"\"two\"\"\nthree\",1.00 USD\n2,Cable,\"1.00 USD\"");

        assertEquals(List.of("1", "2"), ids(rows));
        assertEquals("one,\n\n \"two\"\nthree", rows.getFirst().get("title"));
        assertEquals(6, rows.getLast().line());
    }

    @Test
    void readsQuotesAsOtherProgramsWriteThem() {
        var rows = csv(HEADER
                + "1,\"a \\\"b\\\", c\",1.00 USD\n"
                + "2, \"a, b\" ,1.00 USD\n"
                + "3,\"24\" screen, flat\",1.00 USD\n"
                + "4,\"Screen 24\"\",1.00 USD\n"
                + "5,\"Path c:\\\",1.00 USD\n"
                + "6,\"\",1.00 USD\n");

        assertEquals(
                List.of("a \"b\", c", "a, b", "24\" screen, flat", "Screen 24\"", "Path c:\\", ""),
                rows.stream().map(row -> row.get("title")).toList());
    }

    @Test
    void readsQuotedCellsOfTsvWithTabsAndLines() {
        var rows = tsv(WIDE
                + "1\tKettle\t\"line one\nline two\"\t1 USD\n"
                + "2\t\"Kettle\tblack\"\tx\t1 USD\n"
                + "3\t24\" screen\t\"x\" y\t1 USD\n"
                + "4\t\"24 screen\tx\t1 USD\n"
                + "5\tCable\tx\t1 USD\n");

        assertEquals(List.of("1", "2", "3", "4", "5"), ids(rows));
        assertEquals("line one\nline two", rows.get(0).get("description"));
        assertEquals("Kettle black", rows.get(1).get("title"));
        assertEquals("\"x\" y", rows.get(2).get("description"));
        assertEquals("\"24 screen", rows.get(3).get("title"));
    }

    @Test
    void skipsBlankRowsAndRejectsFurtherCells() {
        var rows = csv("\n \r\n" + HEADER + ",,\n,,,,\n1,Cable,1 USD\n\n , ,\n2,Cable,1 USD,\n");

        assertEquals(List.of("1"), ids(rows));
        assertEquals("has 4 cells where the header has 3", rows.getLast().problem());
        assertEquals(9, rows.getLast().line());
    }

    @Test
    void aRowThatFitsInAnotherWayIsNotShifted() {
        var rows = csv("id,title,price,brand\n7, \"Kettle, black\",1 USD,\n");

        assertEquals("Kettle, black", rows.getFirst().get("title"));
        assertEquals("1 USD", rows.getFirst().get("price"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r", "\r\r\n"})
    void readsEveryKindOfLineEnd(String end) {
        var rows = csv(String.join(end, "", "id,title,price", "1,\"a" + end + "b\",1 USD", "2,Cable,1 USD"));

        assertEquals(List.of("1", "2"), ids(rows));
    }

    @Test
    void aCarriageReturnInsideARowIsText() {
        var rows = tsv(WIDE + "1\tKettle\tone\rtwo\t1 USD\r\n2\tCable\t\t1 USD\n");

        assertEquals("one\ntwo", rows.getFirst().get("description"));
        assertEquals(List.of("1", "2"), ids(rows));
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t", "|", ","})
    void detectsTheDelimiterInTheHeader(String delimiter) {
        String feed = "id,title,price\n1,\"a,b\",1 USD\n".replace(",", delimiter);

        assertEquals(
                "a" + delimiter.replace("\t", " ") + "b", csv(feed).getFirst().get("title"));
        assertEquals(List.of("1"), ids(tsv(feed)));
    }

    @Test
    void takesTheDelimiterThatASpreadsheetNames() {
        assertEquals(List.of("1"), ids(csv("sep=;\nid;title,price;title;price\n1;x;y;1 USD\n")));
    }

    @Test
    void aNamedDelimiterIsTheOnlyOne() {
        byte[] feed = HEADER.getBytes(StandardCharsets.UTF_8);

        assertThrows(
                FeedProblem.HeaderMissing.class,
                () -> rows(feed, new FeedReading(FeedFormat.CSV, null, Delimiter.PIPE, false)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "x-UTF-16LE-BOM", "UTF-16", "UTF-32", "UTF-8"})
    void detectsUnicodeEncodings(String charset) {
        byte[] feed = (HEADER + "1,Gr\u00f6\u00dfe \uD83D\uDE00,1 USD\n").getBytes(Charset.forName(charset));

        if (!charset.equals("UTF-32")) { // Java writes it without a byte order mark
            assertEquals(
                    "Gr\u00f6\u00dfe \uD83D\uDE00",
                    rows(feed, FeedFormat.CSV).getFirst().get("title"));
        }
        assertEquals(
                "Gr\u00f6\u00dfe \uD83D\uDE00",
                rows(feed, new FeedReading(FeedFormat.CSV, charset, null, false))
                        .getFirst()
                        .get("title"));
    }

    @Test
    void rejectsOnlyTheRowThatIsNoTextOfItsEncoding() {
        ByteArrayOutputStream feed = new ByteArrayOutputStream();
        feed.writeBytes((HEADER + "1,\u65e5\u672c,1 USD\n").getBytes(Charset.forName("Shift_JIS")));
        feed.writeBytes(new byte[] {'2', ',', (byte) 0x85, '\n'});
        feed.writeBytes("3,x,1 USD\n".getBytes(StandardCharsets.US_ASCII));

        var rows = rows(feed.toByteArray(), new FeedReading(FeedFormat.CSV, "Shift_JIS", null, false));

        assertEquals(List.of("1", "3"), ids(rows));
        assertEquals("\u65e5\u672c", rows.getFirst().get("title"));
    }

    @Test
    void decodesCharactersAcrossChunks() {
        String title = "\u00f6\uD83D\uDE00".repeat(60_000);
        byte[] feed = (HEADER + "1," + title + ",1 USD\n").getBytes(StandardCharsets.UTF_16LE);

        assertEquals(title, rows(feed, FeedFormat.CSV).getFirst().get("title"));
    }

    @Test
    void namesDamagedOrOtherCompression() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write((HEADER + "1,Cable,1 USD\n").getBytes(StandardCharsets.UTF_8));
        }
        byte[] whole = compressed.toByteArray();

        assertEquals(List.of("1"), ids(rows(whole, FeedFormat.CSV)));
        for (byte[] bad : List.of(
                java.util.Arrays.copyOf(whole, whole.length - 9),
                java.util.Arrays.copyOf(whole, 5),
                "PK\3\4 a spreadsheet".getBytes(StandardCharsets.US_ASCII))) {
            assertThrows(FeedProblem.Compression.class, () -> rows(bad, FeedFormat.CSV));
        }
        assertThrows(
                FeedProblem.Compression.class,
                () -> rows(HEADER.getBytes(StandardCharsets.UTF_8), new FeedReading(FeedFormat.CSV, null, null, true)));
    }

    @Test
    void takesLinearTimeForQuotesEverywhere() {
        for (String line : List.of("\"\n", "x,\"\n", "x,\"\"\"\n", "x,\"a \"\"\n", "x,\"\\\"\n", ",\"\",\"\n")) {
            String feed = HEADER + line.repeat(20_000);

            assertTimeoutPreemptively(Duration.ofSeconds(5), () -> csv(feed), line);
        }
    }
}
