package dev.parley.chat.conversation.mongo;

import dev.parley.chat.assistant.domain.Intent;
import dev.parley.chat.conversation.domain.Conversation;
import dev.parley.chat.conversation.domain.ConversationId;
import dev.parley.chat.conversation.domain.ConversationSummary;
import dev.parley.chat.conversation.domain.OpenTurn;
import dev.parley.chat.owner.Owner;
import dev.parley.chat.session.domain.SessionId;
import dev.parley.platform.WireName;
import dev.parley.platform.mongo.Fields;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/** The document of a conversation. */
final class ConversationDocument {

    /** The owner in one field, for the index: {@code user:<id>} or {@code guest:<id>}. */
    static final String OWNER = "owner";

    /** When the open turn was opened; exists only while one is open. */
    static final String OPEN_SINCE = "openSince";

    private static final String SESSION_ID = "sessionId";
    private static final String INTENT = "intent";
    private static final String MESSAGE_COUNT = "messageCount";
    private static final String CREATED_AT = "createdAt";
    private static final String LAST_ACTIVITY_AT = "lastActivityAt";

    /** The fields of a {@link ConversationSummary}. */
    static final List<String> SUMMARY = List.of(SESSION_ID, INTENT, MESSAGE_COUNT, CREATED_AT, LAST_ACTIVITY_AT);

    private static final String OPEN_TURN = "openTurn";
    private static final String REPLY_ID = "replyId";

    private ConversationDocument() {}

    static Document write(Conversation conversation) {
        Conversation.State state = conversation.state();
        OpenTurn turn = state.openTurn();
        return new Document("_id", state.id().value())
                .append(SESSION_ID, state.sessionId().value())
                .append(OWNER, state.owner().key())
                .append(CREATED_AT, Date.from(state.createdAt()))
                .append(LAST_ACTIVITY_AT, Date.from(state.lastActivityAt()))
                .append(INTENT, WireName.of(state.intent()))
                .append(MESSAGE_COUNT, state.messageCount())
                .append(OPEN_TURN, turn == null ? null : write(turn))
                .append(
                        OPEN_SINCE,
                        turn == null ? null : Date.from(turn.message().at()));
    }

    static Conversation read(Document document) {
        Document turn = document.get(OPEN_TURN, Document.class);
        ConversationSummary summary = readSummary(document);
        return Conversation.restore(new Conversation.State(
                summary.id(),
                summary.sessionId(),
                Owner.ofKey(Fields.text(document, OWNER)),
                summary.createdAt(),
                summary.lastActivityAt(),
                summary.intent(),
                summary.messageCount(),
                turn == null ? null : new OpenTurn(MessageDocument.read(turn), Fields.text(turn, REPLY_ID)),
                document.get("version", Number.class).longValue()));
    }

    static ConversationSummary readSummary(Document document) {
        return new ConversationSummary(
                new ConversationId(Fields.text(document, "_id")),
                new SessionId(Fields.text(document, SESSION_ID)),
                WireName.read(Intent.class, Fields.text(document, INTENT)),
                document.get(MESSAGE_COUNT, Number.class).longValue(),
                Fields.instant(document, CREATED_AT),
                Fields.instant(document, LAST_ACTIVITY_AT));
    }

    private static Document write(OpenTurn turn) {
        return MessageDocument.write(turn.message()).append(REPLY_ID, turn.replyId());
    }
}
