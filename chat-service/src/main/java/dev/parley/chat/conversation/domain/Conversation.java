package dev.parley.chat.conversation.domain;

import dev.parley.chat.assistant.domain.Answer;
import dev.parley.chat.assistant.domain.Intent;
import dev.parley.chat.assistant.domain.Reading;
import dev.parley.chat.assistant.domain.Suggestion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A conversation: one message at a time is taken and answered. Taking and answering are one write of this aggregate
 * each, guarded by its version, and that is what makes a message count once however often it is sent.
 */
public final class Conversation {

    private final String id;
    private final String sessionId;
    private final Owner owner;
    private final Instant createdAt;
    private final long version;
    private final List<ConversationEvent> events = new ArrayList<>();
    private Instant lastActivityAt;
    private Intent intent;
    private long messageCount;
    private @Nullable OpenTurn openTurn;

    private Conversation(State state) {
        this.id = state.id();
        this.sessionId = state.sessionId();
        this.owner = state.owner();
        this.createdAt = state.createdAt();
        this.version = state.version();
        this.lastActivityAt = state.lastActivityAt();
        this.intent = state.intent();
        this.messageCount = state.messageCount();
        this.openTurn = state.openTurn();
    }

    /** Everything that is kept of a conversation. */
    public record State(
            String id,
            String sessionId,
            Owner owner,
            Instant createdAt,
            Instant lastActivityAt,
            Intent intent,
            long messageCount,
            @Nullable OpenTurn openTurn,
            long version) {}

    public static Conversation start(String id, String sessionId, Owner owner, Instant now) {
        Conversation conversation =
                new Conversation(new State(id, sessionId, owner, now, now, Intent.GENERAL_INQUIRY, 0, null, 0));
        conversation.events.add(new ConversationEvent.Started(id, sessionId, owner, now));
        return conversation;
    }

    public static Conversation of(State state) {
        return new Conversation(state);
    }

    public State state() {
        return new State(id, sessionId, owner, createdAt, lastActivityAt, intent, messageCount, openTurn, version);
    }

    /**
     * Takes a message; it is the open turn from now on.
     *
     * @param by who says it: the owner, or the user that the guest who owns it has become
     * @throws ConversationProblem.Busy while another one is open
     */
    public OpenTurn take(
            String messageId,
            String replyId,
            String clientMessageId,
            String text,
            Reading reading,
            Owner by,
            Instant now) {
        if (openTurn != null) {
            throw new ConversationProblem.Busy();
        }
        Message message = Message.said(messageId, id, messageCount + 1, clientMessageId, text, reading, now);
        openTurn = new OpenTurn(message, replyId);
        messageCount++;
        intent = reading.intent();
        lastActivityAt = now;
        events.add(new ConversationEvent.MessageReceived(id, messageId, by, reading.intent(), now));
        return openTurn;
    }

    /** The reply that an answer to the open turn makes; nothing changes until it is {@link #close closed} with it. */
    public static Message reply(OpenTurn turn, Answer answer, Instant now) {
        return turn.message().answered(turn.replyId(), answer, now);
    }

    /**
     * Ends the open turn with the reply that was kept for it. Closing a turn that is not open any more changes nothing.
     */
    public void close(Message reply) {
        if (openTurn == null || !openTurn.replyId().equals(reply.id())) {
            return;
        }
        openTurn = null;
        messageCount++;
        lastActivityAt = reply.at().isAfter(lastActivityAt) ? reply.at() : lastActivityAt;
        List<String> products = reply.content().suggestions().stream()
                .map(Suggestion::productId)
                .toList();
        events.add(new ConversationEvent.MessageReplied(
                id, reply.id(), String.valueOf(reply.inReplyTo()), reply.intent(), products, reply.at()));
    }

    public String id() {
        return id;
    }

    public String sessionId() {
        return sessionId;
    }

    public Owner owner() {
        return owner;
    }

    public Optional<OpenTurn> openTurn() {
        return Optional.ofNullable(openTurn);
    }

    /** What has happened since it was loaded. */
    public List<ConversationEvent> events() {
        return List.copyOf(events);
    }
}
