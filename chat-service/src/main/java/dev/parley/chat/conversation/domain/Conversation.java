package dev.parley.chat.conversation.domain;

import dev.parley.chat.assistant.domain.Answer;
import dev.parley.chat.assistant.domain.Intent;
import dev.parley.chat.assistant.domain.Reading;
import dev.parley.chat.assistant.domain.Suggestion;
import dev.parley.chat.owner.Owner;
import dev.parley.chat.session.domain.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A conversation: one message at a time is accepted and answered. Accepting and answering are one write of this
 * aggregate each, guarded by its version, which makes sending a message idempotent.
 */
public final class Conversation {

    private final ConversationId id;
    private final SessionId sessionId;
    private final Owner owner;
    private final Instant createdAt;
    private final List<ConversationEvent> events = new ArrayList<>();
    private Instant lastActivityAt;
    private Intent intent;
    private long messageCount;
    private @Nullable OpenTurn openTurn;
    private long version;

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

    /** The stored state. */
    public record State(
            ConversationId id,
            SessionId sessionId,
            Owner owner,
            Instant createdAt,
            Instant lastActivityAt,
            Intent intent,
            long messageCount,
            @Nullable OpenTurn openTurn,
            long version) {}

    public static Conversation start(ConversationId id, SessionId sessionId, Owner owner, Instant now) {
        Conversation conversation =
                new Conversation(new State(id, sessionId, owner, now, now, Intent.GENERAL_INQUIRY, 0, null, 0));
        conversation.record(new ConversationEvent.Started(now));
        return conversation;
    }

    /** The conversation with this stored state. */
    public static Conversation restore(State state) {
        return new Conversation(state);
    }

    public State state() {
        return new State(id, sessionId, owner, createdAt, lastActivityAt, intent, messageCount, openTurn, version);
    }

    /**
     * Accepts a message and opens a turn with it.
     *
     * @param by the sender: the owner, or the user linked to the owning guest
     * @throws ConversationProblem.Busy while another turn is open
     */
    public OpenTurn accept(
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
        record(new ConversationEvent.MessageReceived(messageId, by, reading.intent(), now));
        return openTurn;
    }

    /** Creates the reply to the open turn; no state changes until the turn is {@link #close closed} with it. */
    public static Message reply(OpenTurn turn, Answer answer, Instant now) {
        return turn.message().answered(turn.replyId(), answer, now);
    }

    /** Closes the open turn with its stored reply. No effect when the turn is no longer open. */
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
        record(new ConversationEvent.MessageReplied(
                reply.id(), String.valueOf(reply.inReplyTo()), reply.intent(), products, reply.at()));
    }

    public ConversationId id() {
        return id;
    }

    public SessionId sessionId() {
        return sessionId;
    }

    public Owner owner() {
        return owner;
    }

    public Optional<OpenTurn> openTurn() {
        return Optional.ofNullable(openTurn);
    }

    public ConversationSummary summary() {
        return new ConversationSummary(id, sessionId, intent, messageCount, createdAt, lastActivityAt);
    }

    public long version() {
        return version;
    }

    /** The events since it was loaded or saved; every change is an event. */
    public List<ConversationEvent> events() {
        return List.copyOf(events);
    }

    /** Called by the repository after it has stored this state and these events. */
    public void saved() {
        version++;
        events.clear();
    }

    private void record(ConversationEvent event) {
        events.add(event);
    }
}
