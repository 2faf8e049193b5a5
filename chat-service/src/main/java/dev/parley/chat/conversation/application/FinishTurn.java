package dev.parley.chat.conversation.application;

import dev.parley.chat.assistant.domain.Assistant;
import dev.parley.chat.conversation.domain.Conversation;
import dev.parley.chat.conversation.domain.ConversationId;
import dev.parley.chat.conversation.domain.Conversations;
import dev.parley.chat.conversation.domain.Message;
import dev.parley.chat.conversation.domain.Messages;
import dev.parley.chat.conversation.domain.OpenTurn;
import dev.parley.chat.conversation.domain.Turn;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.events.VersionClash;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Answers the message of an open turn. Idempotent, also for concurrent calls and after a crash at any point: message
 * and reply are stored under ids that the turn holds, so the first stored reply counts and the turn is closed once.
 */
@ApplicationScoped
public class FinishTurn {

    private static final Logger LOG = Logger.getLogger(FinishTurn.class);

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
        // Both are stored before the turn is closed, so that every reader of a closed turn finds them.
        Message message = messages.store(turn.message());
        Message reply = messages.replyTo(message)
                .orElseGet(() -> messages.store(Conversation.reply(
                        turn,
                        assistant.answer(message.text(), conversation.owner().key()),
                        clock.instant())));
        try {
            close(conversation, reply);
        } catch (VersionClash clash) {
            OptimisticRetry.run(() -> close(conversation.id(), reply));
        }
        return new Turn(message, reply);
    }

    private Conversation close(ConversationId id, Message reply) {
        Conversation conversation = conversations.find(id).orElseThrow();
        close(conversation, reply);
        return conversation;
    }

    private void close(Conversation conversation, Message reply) {
        conversation.close(reply);
        boolean closed = !conversation.events().isEmpty();
        conversations.save(conversation);
        if (closed) { // DEBUG: one line per message would flood the log
            LOG.debugf("Message replied: conversationId=%s messageId=%s", conversation.id(), reply.id());
        }
    }
}
