package dev.parley.chat.conversation.domain;

import dev.parley.platform.problem.Problem;
import java.time.Duration;

/** The problems of conversations. */
public abstract sealed class ConversationProblem extends Problem {

    private ConversationProblem(int status, String slug, String title, String detail) {
        super(status, slug, title, detail);
    }

    /** 404: the conversation does not exist or belongs to another owner. */
    public static final class NotFound extends ConversationProblem {
        public NotFound() {
            super(404, "not-found", "Not found", "The conversation does not exist.");
        }
    }

    /** 422: the client message id was used for another text. */
    public static final class ClientMessageIdReused extends ConversationProblem {
        public ClientMessageIdReused(String clientMessageId) {
            super(
                    422,
                    "client-message-id-reused",
                    "Client message id reused",
                    "This clientMessageId was used for a message with another text. A new message needs a new id.");
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
                    "An earlier message is still being answered. Retry this message.");
            retryAfter(Duration.ofSeconds(1));
        }
    }
}
