package dev.parley.chat.conversation.mongo;

import dev.parley.chat.assistant.domain.Intent;
import dev.parley.chat.conversation.domain.Conversation;
import dev.parley.chat.conversation.domain.OpenTurn;
import dev.parley.chat.conversation.domain.Owner;
import java.util.Date;
import java.util.Locale;
import org.bson.Document;

/** How a conversation is stored. */
final class ConversationDocument {

    /** Whose it is in one field, for the index: {@code user:<id>} or {@code guest:<id>}. */
    static final String OWNER = "owner";

    /** Since when a turn is open; only there while one is. */
    static final String OPEN_SINCE = "openSince";

    private ConversationDocument() {}

    static Document write(Conversation conversation) {
        Conversation.State state = conversation.state();
        Document document = new Document("_id", state.id())
                .append("sessionId", state.sessionId())
                .append(OWNER, state.owner().key())
                .append("createdAt", Date.from(state.createdAt()))
                .append("lastActivityAt", Date.from(state.lastActivityAt()))
                .append("intent", state.intent().text())
                .append("messageCount", state.messageCount());
        OpenTurn turn = state.openTurn();
        if (turn != null) {
            document.append("openTurn", MessageDocument.write(turn.message()).append("replyId", turn.replyId()))
                    .append(OPEN_SINCE, Date.from(turn.message().at()));
        }
        return document;
    }

    static Conversation read(Document document) {
        Document turn = document.get("openTurn", Document.class);
        return Conversation.of(new Conversation.State(
                document.getString("_id"),
                document.getString("sessionId"),
                owner(document.getString(OWNER)),
                document.getDate("createdAt").toInstant(),
                document.getDate("lastActivityAt").toInstant(),
                Intent.of(document.getString("intent")),
                document.get("messageCount", Number.class).longValue(),
                turn == null ? null : new OpenTurn(MessageDocument.read(turn), turn.getString("replyId")),
                document.get("version", Number.class).longValue()));
    }

    private static Owner owner(String text) {
        int colon = text.indexOf(':');
        return new Owner(
                Owner.Kind.valueOf(text.substring(0, colon).toUpperCase(Locale.ROOT)), text.substring(colon + 1));
    }
}
