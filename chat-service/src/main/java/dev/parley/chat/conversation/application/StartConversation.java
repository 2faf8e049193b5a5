package dev.parley.chat.conversation.application;

import dev.parley.chat.conversation.domain.Conversation;
import dev.parley.chat.conversation.domain.ConversationId;
import dev.parley.chat.conversation.domain.Conversations;
import dev.parley.chat.owner.Owner;
import dev.parley.chat.owner.Owners;
import dev.parley.chat.session.domain.Channel;
import dev.parley.chat.session.domain.Session;
import dev.parley.chat.session.domain.SessionId;
import dev.parley.chat.session.domain.Sessions;
import dev.parley.platform.problem.Problems;
import dev.parley.platform.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Starts a conversation, in the given session or in a new one. */
@ApplicationScoped
public class StartConversation {

    private static final Logger LOG = Logger.getLogger(StartConversation.class);

    private final Conversations conversations;
    private final Sessions sessions;
    private final Owners owners;
    private final Clock clock;

    StartConversation(Conversations conversations, Sessions sessions, Owners owners, Clock clock) {
        this.conversations = conversations;
        this.sessions = sessions;
        this.owners = owners;
        this.clock = clock;
    }

    /** @param newSessionId the id of the new session when none is given */
    public record Command(
            Caller caller, ConversationId conversationId, Optional<SessionId> sessionId, SessionId newSessionId) {}

    /**
     * @throws dev.parley.platform.problem.Problem 404 the session does not exist, has expired, or is not the caller's
     */
    public Conversation handle(Command command) {
        Instant now = clock.instant();
        Owner owner = owners.of(command.caller());
        SessionId sessionId;
        if (command.sessionId().isPresent()) {
            sessionId = sessions.find(command.sessionId().get(), owners.foundBy(command.caller()))
                    .orElseThrow(() -> Problems.notFound("session"))
                    .id();
            sessions.touch(sessionId, now);
        } else {
            sessionId = command.newSessionId();
            sessions.insert(Session.begin(sessionId, owner, Channel.API, now));
        }
        if (conversations.insert(Conversation.start(command.conversationId(), sessionId, owner, now))) {
            LOG.infof("Conversation started: conversationId=%s sessionId=%s", command.conversationId(), sessionId);
        }
        return conversations.find(command.conversationId()).orElseThrow();
    }
}
