package dev.parley.chat.conversation.application;

import dev.parley.chat.conversation.domain.Conversation;
import dev.parley.chat.conversation.domain.ConversationId;
import dev.parley.chat.conversation.domain.ConversationProblem;
import dev.parley.chat.conversation.domain.ConversationSummary;
import dev.parley.chat.conversation.domain.Conversations;
import dev.parley.chat.owner.Owners;
import dev.parley.platform.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the caller's conversations, including those of linked guests. */
@ApplicationScoped
public class FindConversations {

    private final Conversations conversations;
    private final Owners owners;

    FindConversations(Conversations conversations, Owners owners) {
        this.conversations = conversations;
        this.owners = owners;
    }

    /** @throws ConversationProblem.NotFound the conversation does not exist or is not the caller's */
    public Conversation one(Caller caller, ConversationId id) {
        return conversations.find(id, owners.foundBy(caller)).orElseThrow(ConversationProblem.NotFound::new);
    }

    /** The caller's conversations, newest first. */
    public List<ConversationSummary> newest(Caller caller, Optional<ConversationId> olderThan, int limit) {
        List<ConversationSummary> found = new ArrayList<>();
        owners.pages(caller).forEachRemaining(page -> found.addAll(conversations.newest(page, olderThan, limit)));
        return found.stream()
                .sorted(Comparator.comparing(
                                (ConversationSummary summary) -> summary.id().value())
                        .reversed())
                .limit(limit)
                .toList();
    }
}
