package dev.parley.catalog.imports.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** The good rows around any damaged ones all arrive. */
class NothingIsLostTest {

    /** A line of a feed; a good one begins with {@code %d,}, the number of its row. */
    record Line(String text, boolean good) {}

    @Provide
    Arbitrary<Line> lines() {
        Arbitrary<String> words = Arbitraries.strings().withChars("ab \u00e9'").ofMaxLength(6);
        Arbitrary<String> plain = words.map(word -> "%d,t" + word + ",1.00 USD");
        Arbitrary<String> inches = words.map(word -> "%d,t" + word + "24\" flat,1.00 USD");
        Arbitrary<String> quoted = words.map(word -> "%d,\"t, " + word + "\"\"x\"\"\",1.00 USD");
        Arbitrary<String> spanning = Combinators.combine(words, words)
                .as((one, two) -> "%d,\"t" + one + ",\n" + two + " \"\"x\"\"\",1.00 USD");
        Arbitrary<Line> good =
                Arbitraries.oneOf(plain, inches, quoted, spanning).map(text -> new Line(text, true));
        Arbitrary<Line> damaged = Arbitraries.strings()
                .withChars("\",\\ ax1")
                .ofMaxLength(20)
                .map(text -> new Line("damaged," + text, false));
        Arbitrary<Line> unclosed = Arbitraries.of(
                        "damaged,\"24 inch,1.00 USD",
                        "damaged,27\",1.00 USD",
                        "damaged,\"\"x,1.00 USD",
                        "damaged,\"24\\\" x,1.00 USD",
                        "damaged,x,\"1.00 USD",
                        "damaged,\"",
                        "\"damaged,x,1.00 USD")
                .map(text -> new Line(text, false));
        return Arbitraries.oneOf(good, good, damaged, unclosed);
    }

    @Property(tries = 2_000)
    void goodRowsAroundDamagedOnesArrive(@ForAll @Size(max = 12) List<@From("lines") Line> lines) {
        String feed = "id,title,price\n"
                + IntStream.range(0, lines.size())
                        .mapToObj(i -> lines.get(i).text().replace("%d", Integer.toString(i)) + "\n")
                        .collect(Collectors.joining());

        List<FeedText.Row> rows = FeedText.csv(feed);

        Set<String> good = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).good())
                .mapToObj(Integer::toString)
                .collect(Collectors.toSet());
        Set<String> arrived = rows.stream()
                .filter(row -> row.problem().isEmpty() && row.get("title").startsWith("t"))
                .map(row -> row.get("id"))
                .filter(good::contains)
                .collect(Collectors.toSet());
        assertEquals(good, arrived, feed);
    }
}
