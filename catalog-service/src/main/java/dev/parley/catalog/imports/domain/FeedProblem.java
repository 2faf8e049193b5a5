package dev.parley.catalog.imports.domain;

import dev.parley.platform.problem.Problem;
import java.time.Duration;
import java.util.Collection;

/** The problems that reject a feed as a whole; none of its rows is imported. */
public abstract sealed class FeedProblem extends Problem {

    private FeedProblem(int status, String slug, String title, String detail) {
        super(status, slug, title, detail);
    }

    /** The feed is empty or blank. */
    public static final class Empty extends FeedProblem {
        public Empty() {
            super(400, "feed-empty", "Empty feed", "The feed has no content.");
        }
    }

    /** The first line is not text in the feed's charset. A later row that is not is rejected alone. */
    public static final class WrongEncoding extends FeedProblem {
        public WrongEncoding() {
            super(
                    400,
                    "feed-encoding",
                    "Unsupported encoding",
                    "The first line is not UTF-8. Name the encoding of the feed, such as ?encoding=windows-1252.");
        }

        public WrongEncoding(String charset) {
            super(400, "feed-encoding", "Unsupported encoding", "The encoding " + charset + " is unknown.");
        }
    }

    /** The feed is declared as gzip and is not, is damaged, or is compressed otherwise. */
    public static final class Compression extends FeedProblem {
        public Compression(String detail) {
            super(400, "feed-compression", "Unreadable compression", detail);
        }
    }

    /** The feed is no document of its format. */
    public static final class Malformed extends FeedProblem {
        public Malformed(String detail) {
            super(400, "feed-malformed", "Malformed feed", detail);
        }
    }

    /** The header has too many columns or is too long. */
    public static final class TooManyColumns extends FeedProblem {
        public TooManyColumns(int most) {
            super(
                    400,
                    "feed-too-many-columns",
                    "Too many columns",
                    "A header has at most " + most + " columns, in a line of at most 1 MiB.");
        }
    }

    /** The first line does not name the columns. */
    public static final class HeaderMissing extends FeedProblem {
        public HeaderMissing(Collection<String> missing) {
            super(
                    400,
                    "feed-header-missing",
                    "Header missing",
                    "The first line must name the columns; missing: " + String.join(", ", missing) + ".");
        }
    }

    /** The feed exceeds the row limit. */
    public static final class TooManyLines extends FeedProblem {
        public TooManyLines(int most) {
            super(400, "feed-too-many-lines", "Too many lines", "A feed has at most " + most + " lines. Split it.");
        }
    }

    /** The marketplace is unknown. */
    public static final class UnknownMarketplace extends FeedProblem {
        public UnknownMarketplace(Collection<String> known) {
            super(
                    400,
                    "marketplace-unknown",
                    "Unknown marketplace",
                    "The marketplace must be one of " + String.join(", ", known) + ".");
        }
    }

    /** The limit of running imports on this instance is reached. */
    public static final class Busy extends FeedProblem {
        public Busy() {
            super(503, "imports-busy", "Too many imports", "Too many imports are running. Retry in a moment.");
            retryAfter(Duration.ofSeconds(10));
        }
    }

    /** The import has ended, so that it cannot be cancelled. */
    public static final class Ended extends FeedProblem {
        public Ended(ImportId id) {
            super(409, "import-ended", "Import ended", "The import " + id + " has ended already.");
        }
    }

    /** The import does not exist. */
    public static final class NoImport extends FeedProblem {
        public NoImport(ImportId id) {
            super(404, "import-not-found", "Import not found", "The import " + id + " does not exist.");
        }
    }
}
