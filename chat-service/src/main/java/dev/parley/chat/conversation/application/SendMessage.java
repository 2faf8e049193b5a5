package dev.parley.chat.conversation.application;

import dev.parley.chat.assistant.domain.MessageReader;
import dev.parley.chat.conversation.domain.Conversation;
import dev.parley.chat.conversation.domain.ConversationId;
import dev.parley.chat.conversation.domain.ConversationProblem;
import dev.parley.chat.conversation.domain.Conversations;
import dev.parley.chat.conversation.domain.Message;
import dev.parley.chat.conversation.domain.Messages;
import dev.parley.chat.conversation.domain.OpenTurn;
import dev.parley.chat.conversation.domain.Turn;
import dev.parley.chat.owner.Owners;
import dev.parley.chat.session.domain.Sessions;
import dev.parley.platform.events.VersionClash;
import dev.parley.platform.id.Ids;
import dev.parley.platform.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Accepts a message and answers it. Idempotent: a retry, also a concurrent one or one after a crash, gets the same
 * answer.
 */
@ApplicationScoped
public class SendMessage {

    /**
     * A turn that is open for this long is probably stale after a crash: the next request answers it too, and the first
     * reply counts.
     */
    static final Duration ANSWER_TIME = Duration.ofSeconds(8);

    private final Conversations conversations;
    private final Messages messages;
    private final Owners owners;
    private final FinishTurn finishTurn;
    private final Sessions sessions;
    private final Clock clock;
    private final Duration patience;

    SendMessage(
            Conversations conversations,
            Messages messages,
            Owners owners,
            FinishTurn finishTurn,
            Sessions sessions,
            Clock clock,
            @ConfigProperty(name = "parley.conversations.patience", defaultValue = "20s") Duration patience) {
        this.conversations = conversations;
        this.messages = messages;
        this.owners = owners;
        this.finishTurn = finishTurn;
        this.sessions = sessions;
        this.clock = clock;
        this.patience = patience;
    }

    public record Command(Caller caller, ConversationId conversationId, String clientMessageId, String text) {}

    /**
     * @throws ConversationProblem.NotFound the conversation does not exist or is not the caller's
     * @throws ConversationProblem.ClientMessageIdReused the id was sent with another text
     * @throws ConversationProblem.Busy other messages of the conversation keep it busy beyond the timeout, 20 s by
     *     default
     */
    public Turn handle(Command command) {
        long giveUp = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<Turn> turn = attempt(command);
            if (turn.isPresent()) {
                return turn.get();
            }
            if (System.nanoTime() - giveUp > 0) {
                throw new ConversationProblem.Busy();
            }
            LockSupport.parkNanos(
                    TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextLong(10, 60)));
        }
    }

    /** Empty while another writer holds the conversation. */
    private Optional<Turn> attempt(Command command) {
        // The order matters: messages of turns closed before this version of the conversation are stored.
        Conversation conversation = conversations
                .find(command.conversationId(), owners.foundBy(command.caller()))
                .orElseThrow(ConversationProblem.NotFound::new);
        Optional<OpenTurn> open = conversation.openTurn();
        if (open.isPresent()) {
            checkText(command, open.get().message());
            boolean left = open.get().message().at().plus(ANSWER_TIME).isBefore(clock.instant());
            if (left) {
                finishTurn.handle(conversation, open.get());
            }
            return Optional.empty();
        }
        Optional<Message> sent = messages.sent(command.conversationId(), command.clientMessageId());
        if (sent.isPresent()) {
            checkText(command, sent.get());
            return messages.replyTo(sent.get()).map(reply -> new Turn(sent.get(), reply));
        }
        Instant now = clock.instant();
        OpenTurn turn = conversation.accept(
                Ids.next(),
                Ids.next(),
                command.clientMessageId(),
                command.text(),
                MessageReader.read(command.text()),
                owners.of(command.caller()),
                now);
        try {
            conversations.save(conversation);
        } catch (VersionClash clash) {
            return Optional.empty();
        }
        sessions.touch(conversation.sessionId(), now);
        return Optional.of(finishTurn.handle(conversation, turn));
    }

    private static void checkText(Command command, Message sent) {
        if (command.clientMessageId().equals(sent.clientMessageId())
                && !command.text().equals(sent.text())) {
            throw new ConversationProblem.ClientMessageIdReused(command.clientMessageId());
        }
    }
}
