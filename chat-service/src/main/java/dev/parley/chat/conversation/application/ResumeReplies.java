package dev.parley.chat.conversation.application;

import dev.parley.chat.conversation.domain.ConversationId;
import dev.parley.chat.conversation.domain.Conversations;
import dev.parley.platform.events.RecurringJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Recurring job: answers messages that a crashed instance accepted and did not answer, in case no retry comes. */
@ApplicationScoped
class ResumeReplies implements RecurringJob<ConversationId> {

    private final Conversations conversations;
    private final FinishTurn finishTurn;

    ResumeReplies(Conversations conversations, FinishTurn finishTurn) {
        this.conversations = conversations;
        this.finishTurn = finishTurn;
    }

    @Override
    public String name() {
        return "left-messages";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(15);
    }

    @Override
    public List<ConversationId> due(Instant now, int most) {
        return conversations.unansweredSince(now.minus(SendMessage.ANSWER_TIME), most);
    }

    @Override
    public void handle(ConversationId conversationId, Instant now) {
        conversations
                .find(conversationId)
                .ifPresent(conversation ->
                        conversation.openTurn().ifPresent(turn -> finishTurn.handle(conversation, turn)));
    }
}
