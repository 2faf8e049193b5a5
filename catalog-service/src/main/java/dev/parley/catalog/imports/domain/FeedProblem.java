package dev.parley.catalog.imports.domain;

import dev.parley.platform.problem.Problem;
import java.time.Duration;
import java.util.Collection;

/** Why a feed is refused as a whole. Nothing of it has been taken then. */
public abstract sealed class FeedProblem extends Problem {

    private FeedProblem(int status, String slug, String title, String detail) {
        super(status, slug, title, detail);
    }

    /** No bytes, or only white space. */
    public static final class Empty extends FeedProblem {
        public Empty() {
            super(400, "feed-empty", "Empty feed", "The feed has no content.");
        }
    }

    /** Not UTF-8, from the first line on. A later row that is not is rejected by itself. */
    public static final class WrongEncoding extends FeedProblem {
        public WrongEncoding() {
            super(400, "feed-encoding", "Wrong encoding", "The feed must be UTF-8; its first line is not.");
        }

        public WrongEncoding(String charset) {
            super(400, "feed-encoding", "Wrong encoding", "The feed must be UTF-8, not " + charset + ".");
        }
    }

    /** The first line does not name the columns. */
    public static final class HeaderMissing extends FeedProblem {
        public HeaderMissing(Collection<String> missing) {
            super(
                    400,
                    "feed-header-missing",
                    "No header",
                    "The first line must name the columns; missing: " + String.join(", ", missing) + ".");
        }
    }

    /** More rows than one import takes. */
    public static final class TooManyLines extends FeedProblem {
        public TooManyLines(int most) {
            super(400, "feed-too-many-lines", "Too many lines", "A feed has at most " + most + " lines: split it.");
        }
    }

    /** Not one of the marketplaces. */
    public static final class UnknownMarketplace extends FeedProblem {
        public UnknownMarketplace(Collection<String> known) {
            super(
                    400,
                    "marketplace-unknown",
                    "Unknown marketplace",
                    "The marketplace must be one of " + String.join(", ", known) + ".");
        }
    }

    /** Enough imports are under way on this instance. */
    public static final class Busy extends FeedProblem {
        public Busy() {
            super(503, "imports-busy", "Busy", "Other imports are under way. Send the feed again in a moment.");
            retryAfter(Duration.ofSeconds(10));
        }
    }

    /** There is no such import. */
    public static final class NoImport extends FeedProblem {
        public NoImport(ImportId id) {
            super(404, "import-not-found", "No such import", "There is no import " + id + ".");
        }
    }
}
