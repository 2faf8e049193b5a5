package dev.parley.chat.conversation.domain;

import dev.parley.platform.problem.Problem;
import java.time.Duration;

/** Why a conversation refuses. */
public abstract sealed class ConversationProblem extends Problem {

    private ConversationProblem(int status, String slug, String title, String detail) {
        super(status, slug, title, detail);
    }

    /** 404: there is no such conversation, or it is somebody else's. */
    public static final class NotFound extends ConversationProblem {
        public NotFound() {
            super(404, "not-found", "Not found", "There is no such conversation.");
        }
    }

    /** 422: that client message id was used for another text. */
    public static final class ClientMessageIdReused extends ConversationProblem {
        public ClientMessageIdReused(String clientMessageId) {
            super(
                    422,
                    "client-message-id-reused",
                    "Client message id reused",
                    "This clientMessageId was sent before with another text. A new message needs an id of its own.");
            with("clientMessageId", clientMessageId);
        }
    }

    /** 409: an earlier message of the conversation is still being answered. */
    public static final class Busy extends ConversationProblem {
        public Busy() {
            super(
                    409,
                    "conversation-busy",
                    "Conversation busy",
                    "An earlier message is still being answered. Send this one again.");
            retryAfter(Duration.ofSeconds(1));
        }
    }
}
