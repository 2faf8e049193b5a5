package dev.parley.chat.conversation.application;

import dev.parley.chat.assistant.domain.Assistant;
import dev.parley.chat.conversation.domain.Conversation;
import dev.parley.chat.conversation.domain.Conversations;
import dev.parley.chat.conversation.domain.Message;
import dev.parley.chat.conversation.domain.Messages;
import dev.parley.chat.conversation.domain.OpenTurn;
import dev.parley.chat.conversation.domain.Turn;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.events.VersionClash;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Answers the message of an open turn. Any number may do it for the same turn at the same time, or again after a crash
 * at any point: message and reply are kept under ids the turn holds, so the first reply kept is the reply, and the turn
 * is closed once.
 */
@ApplicationScoped
public class FinishTurn {

    private final Conversations conversations;
    private final Messages messages;
    private final Assistant assistant;
    private final Clock clock;

    FinishTurn(Conversations conversations, Messages messages, Assistant assistant, Clock clock) {
        this.conversations = conversations;
        this.messages = messages;
        this.assistant = assistant;
        this.clock = clock;
    }

    public Turn handle(Conversation conversation, OpenTurn turn) {
        // Both are kept before the turn is closed: who sees it closed finds them.
        Message message = messages.keep(turn.message());
        Message reply = messages.replyTo(message)
                .orElseGet(() -> messages.keep(Conversation.reply(
                        turn,
                        assistant.answer(message.text(), conversation.owner().key()),
                        clock.instant())));
        conversation.close(reply);
        if (!conversations.save(conversation)) {
            OptimisticRetry.run(() -> close(conversation.id(), reply));
        }
        return new Turn(message, reply);
    }

    private boolean close(String conversationId, Message reply) {
        Conversation again = conversations.find(conversationId).orElseThrow();
        again.close(reply);
        if (!again.events().isEmpty() && !conversations.save(again)) {
            throw new VersionClash();
        }
        return true;
    }
}
