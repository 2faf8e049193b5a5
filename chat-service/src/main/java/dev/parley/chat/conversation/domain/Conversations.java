package dev.parley.chat.conversation.domain;

import dev.parley.chat.owner.Owner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The repository of conversations. */
public interface Conversations {

    /** Stores a new one with its events, and returns whether it did; no effect when it exists. */
    boolean insert(Conversation conversation);

    /**
     * Stores a changed one with its events; an unchanged one is not written.
     *
     * @throws dev.parley.platform.events.VersionClash when another writer changed it since it was loaded
     */
    void save(Conversation conversation);

    /** The conversation, if the predicate accepts its owner. */
    Optional<Conversation> find(ConversationId id, Predicate<Owner> theirs);

    /** The conversation of any owner: for recurring jobs. */
    Optional<Conversation> find(ConversationId id);

    /** The newest conversations of these owners, at most {@code limit}, older than the given one. */
    List<ConversationSummary> newest(Set<Owner> owners, Optional<ConversationId> olderThan, int limit);

    /** The ids of conversations whose open turn was opened before that time. */
    List<ConversationId> unansweredSince(Instant before, int limit);
}
