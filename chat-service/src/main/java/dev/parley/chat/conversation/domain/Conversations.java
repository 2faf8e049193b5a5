package dev.parley.chat.conversation.domain;

import dev.parley.chat.owner.Owner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** All conversations. */
public interface Conversations {

    /** Stores a new one with its events; no effect when it is there already. */
    void insert(Conversation conversation);

    /**
     * Stores what has changed, with its events; without a change nothing is written.
     *
     * @throws dev.parley.platform.events.VersionClash when another writer changed it since it was loaded
     */
    void save(Conversation conversation);

    /** The conversation, if its owner is one of theirs. */
    Optional<Conversation> find(ConversationId id, Predicate<Owner> theirs);

    /** The conversation, whoever owns it: for recurring jobs. */
    Optional<Conversation> find(ConversationId id);

    /** The newest conversations of these owners, at most {@code limit}, older than the one named. */
    List<ConversationSummary> newest(Set<Owner> owners, Optional<ConversationId> olderThan, int limit);

    /** The ids of conversations whose open turn was taken before that time. */
    List<ConversationId> unansweredSince(Instant before, int limit);
}
