package dev.parley.chat.conversation.application;

import dev.parley.chat.conversation.domain.Conversation;
import dev.parley.chat.conversation.domain.Conversations;
import dev.parley.platform.events.Expiry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Answers what a killed instance took and left unanswered, when its sender does not come back. */
@ApplicationScoped
class AnswerLeftMessages implements Expiry {

    private static final int AT_ONCE = 50;

    private final Conversations conversations;
    private final FinishTurn finishTurn;

    AnswerLeftMessages(Conversations conversations, FinishTurn finishTurn) {
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
    public int sweep(Instant now) {
        int answered = 0;
        for (String id : conversations.unansweredSince(now.minus(SendMessage.ANSWER_TIME), AT_ONCE)) {
            Optional<Conversation> conversation = conversations.find(id);
            if (conversation.flatMap(Conversation::openTurn).isPresent()) {
                finishTurn.handle(
                        conversation.get(), conversation.get().openTurn().get());
                answered++;
            }
        }
        return answered;
    }
}
