package dev.parley.chat.conversation.application;

import dev.parley.chat.conversation.domain.Conversations;
import dev.parley.platform.events.RecurringJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Answers what a killed instance took and left unanswered, when its sender does not come back. */
@ApplicationScoped
class ResumeReplies implements RecurringJob<String> {

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
    public List<String> due(Instant now, int most) {
        return conversations.unansweredSince(now.minus(SendMessage.ANSWER_TIME), most);
    }

    @Override
    public void handle(String conversationId, Instant now) {
        conversations
                .find(conversationId)
                .ifPresent(conversation ->
                        conversation.openTurn().ifPresent(turn -> finishTurn.handle(conversation, turn)));
    }
}
