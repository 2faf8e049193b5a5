package dev.parley.chat.conversation.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** All conversations. */
public interface Conversations {

    /** Stores a new one with its events; does nothing when it is there already. */
    void insert(Conversation conversation);

    /**
     * Stores what has changed, with its events, if nobody else has stored a change since it was loaded.
     *
     * @return false when somebody has
     */
    boolean save(Conversation conversation);

    /** The conversation, if its owner is one of theirs. */
    Optional<Conversation> find(String id, Predicate<Owner> theirs);

    /** The conversation, whosever it is: for work that nobody asked for. */
    Optional<Conversation> find(String id);

    /** The newest conversations of these owners, at most {@code limit}, older than the one named. */
    List<Conversation> newest(Set<Owner> owners, Optional<String> olderThan, int limit);

    /** The ids of conversations whose open turn was taken before that time. */
    List<String> unansweredSince(Instant before, int limit);
}
