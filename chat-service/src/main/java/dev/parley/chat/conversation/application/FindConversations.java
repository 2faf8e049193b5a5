package dev.parley.chat.conversation.application;

import dev.parley.chat.conversation.domain.Conversation;
import dev.parley.chat.conversation.domain.ConversationProblem;
import dev.parley.chat.conversation.domain.Conversations;
import dev.parley.chat.conversation.domain.Message;
import dev.parley.chat.conversation.domain.Messages;
import dev.parley.platform.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the caller's conversations and what was said in them. */
@ApplicationScoped
public class FindConversations {

    private final Conversations conversations;
    private final Messages messages;
    private final Owners owners;

    FindConversations(Conversations conversations, Messages messages, Owners owners) {
        this.conversations = conversations;
        this.messages = messages;
        this.owners = owners;
    }

    /** @throws ConversationProblem.NotFound no such conversation, or not the caller's */
    public Conversation one(Caller caller, String id) {
        return conversations.find(id, owners.foundBy(caller)).orElseThrow(ConversationProblem.NotFound::new);
    }

    /** The caller's conversations, the newest first. */
    public List<Conversation> newest(Caller caller, Optional<String> olderThan, int limit) {
        List<Conversation> found = new ArrayList<>();
        owners.pages(caller).forEachRemaining(page -> found.addAll(conversations.newest(page, olderThan, limit)));
        return found.stream()
                .sorted(Comparator.comparing(Conversation::id).reversed())
                .limit(limit)
                .toList();
    }

    /** What was said in the conversation, the newest first. */
    public List<Message> messages(Conversation conversation, OptionalLong before, int limit) {
        return messages.newest(conversation.id(), before, limit);
    }
}
