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
 * A conversation: one message at a time is taken and answered. Taking and answering are one write of this aggregate
 * each, guarded by its version, and that is what makes a message count once however often it is sent.
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

    /** Everything that is stored. */
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

    /** The conversation that was stored as this. */
    public static Conversation restore(State state) {
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
        record(new ConversationEvent.MessageReceived(messageId, by, reading.intent(), now));
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

    /** What happened since it was loaded or saved last; every change is an event. */
    public List<ConversationEvent> events() {
        return List.copyOf(events);
    }

    /** It was stored with its events. */
    public void saved() {
        version++;
        events.clear();
    }

    private void record(ConversationEvent event) {
        events.add(event);
    }
}
