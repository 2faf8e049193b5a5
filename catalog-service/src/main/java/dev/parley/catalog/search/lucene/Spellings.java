package dev.parley.catalog.search.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;

/**
 * How products spell the values of facets: of several spellings the most frequent one, which among equals is the one
 * with capitals. Remembered for a minute.
 */
final class Spellings {

    private static final String FIELD = "spellings";
    private static final char SEPARATOR = '\u0000';
    private static final long REMEMBERED = Duration.ofMinutes(1).toNanos();
    private static final int MOST_REMEMBERED = 20_000;

    private final Supplier<IndexReader> readers;
    private final Map<String, String> remembered = new ConcurrentHashMap<>();
    private volatile long since = System.nanoTime();

    Spellings(Supplier<IndexReader> readers) {
        this.readers = readers;
    }

    /** The index entry of a value. */
    static String entry(String key, String spelled) {
        return key + SEPARATOR + spelled;
    }

    /** The spelling of a value; the key itself when no product has it any more. */
    String of(String key) {
        if (System.nanoTime() - since > REMEMBERED || remembered.size() > MOST_REMEMBERED) {
            remembered.clear();
            since = System.nanoTime();
        }
        return remembered.computeIfAbsent(key, this::read);
    }

    private String read(String key) {
        try (IndexReader reader = readers.get()) {
            Terms terms = MultiTerms.getTerms(reader, FIELD);
            String prefix = key + SEPARATOR;
            String best = key;
            int most = 0;
            if (terms != null) {
                TermsEnum spellings = terms.iterator();
                TermsEnum.SeekStatus found = spellings.seekCeil(new BytesRef(prefix));
                BytesRef term = found == TermsEnum.SeekStatus.END ? null : spellings.term();
                while (term != null && term.utf8ToString().startsWith(prefix)) {
                    if (spellings.docFreq() > most) {
                        most = spellings.docFreq();
                        best = term.utf8ToString().substring(prefix.length());
                    }
                    term = spellings.next();
                }
            }
            return best;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
