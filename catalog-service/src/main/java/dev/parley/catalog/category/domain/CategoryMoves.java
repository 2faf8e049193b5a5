package dev.parley.catalog.category.domain;

import java.util.Optional;

/**
 * The log that puts moves of categories in a sequence. A move is checked against the tree, then logged under the
 * revision that was read before the tree; so no other move has happened since, and no two of them make a cycle. A
 * logged move is completed by its process, or by the next move.
 */
public interface CategoryMoves {

    /** A category, and its new parent; no parent for a root. */
    record Move(CategoryId category, Optional<String> parentSlug) {}

    /** @param pending a move that is logged and perhaps not completed */
    record Log(long revision, Optional<Move> pending) {}

    Log read();

    /** Logs a move, if this is the current revision and no move is pending; its revision is the next one. */
    boolean begin(long revision, Move move);

    /** The move of this revision is completed. */
    void end(long revision);
}
