package dev.parley.chat.conversation.http;

import static dev.parley.platform.security.Roles.ADMIN;
import static dev.parley.platform.security.Roles.GUEST;
import static dev.parley.platform.security.Roles.MANAGER;
import static dev.parley.platform.security.Roles.SALESPERSON;
import static dev.parley.platform.security.Roles.USER;

import dev.parley.chat.conversation.application.FindConversations;
import dev.parley.chat.conversation.application.SendMessage;
import dev.parley.chat.conversation.application.StartConversation;
import dev.parley.chat.conversation.domain.Conversation;
import dev.parley.chat.conversation.domain.ConversationId;
import dev.parley.chat.conversation.domain.ConversationSummary;
import dev.parley.chat.conversation.domain.Message;
import dev.parley.chat.conversation.domain.Messages;
import dev.parley.chat.session.domain.SessionId;
import dev.parley.platform.http.Cursor;
import dev.parley.platform.http.Idempotency;
import dev.parley.platform.http.Page;
import dev.parley.platform.http.PageRequest;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.openapi.ProblemTypes;
import dev.parley.platform.security.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/conversations")
@RateLimited("conversations")
@RunOnVirtualThread
@RolesAllowed({GUEST, USER, SALESPERSON, MANAGER, ADMIN})
@Tag(name = "Conversations")
public class ConversationResource {

    private static final int NEWEST = 20;

    private final StartConversation startConversation;
    private final SendMessage sendMessage;
    private final FindConversations conversations;
    private final Messages messages;
    private final CurrentCaller caller;
    private final Idempotency idempotency;

    ConversationResource(
            StartConversation startConversation,
            SendMessage sendMessage,
            FindConversations conversations,
            Messages messages,
            CurrentCaller caller,
            Idempotency idempotency) {
        this.startConversation = startConversation;
        this.sendMessage = sendMessage;
        this.conversations = conversations;
        this.messages = messages;
        this.caller = caller;
        this.idempotency = idempotency;
    }

    @POST
    @RateLimited("chat")
    @Operation(summary = "Start a conversation")
    @APIResponse(
            responseCode = "201",
            description = "The new conversation",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = ConversationView.class)))
    @ProblemTypes("not-found")
    public RestResponse<ConversationView> start(@Valid @NotNull StartConversationRequest request) {
        Conversation conversation = startConversation.handle(new StartConversation.Command(
                caller.get(),
                new ConversationId(idempotency.idFor("conversation")),
                Optional.ofNullable(request.sessionId()).map(SessionId::new),
                new SessionId(idempotency.idFor("session"))));
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.CREATED, ConversationView.with(conversation, List.of()))
                .location(URI.create("/v1/conversations/" + conversation.id()))
                .build();
    }

    @GET
    @Operation(summary = "List the caller's conversations, newest first")
    public Page<ConversationView> list(@BeanParam @Valid PageRequest page) {
        Optional<ConversationId> olderThan = page.after()
                .map(cursor -> new ConversationId(Cursor.decode(cursor, 1).getFirst()));
        List<ConversationSummary> read = conversations.newest(caller.get(), olderThan, page.limit() + 1);
        return Page.of(
                        read,
                        page.limit(),
                        conversation -> Cursor.encode(conversation.id().value()))
                .map(ConversationView::from);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Get a conversation with its 20 newest messages")
    public ConversationView get(@PathParam("id") String id) {
        Conversation conversation = conversations.one(caller.get(), new ConversationId(id));
        return ConversationView.with(conversation, messages.newest(conversation.id(), OptionalLong.empty(), NEWEST));
    }

    @GET
    @Path("{id}/messages")
    @Operation(
            operationId = "listMessages",
            summary = "List the messages of a conversation, newest first",
            description = "Messages are kept for 90 days.")
    public Page<MessageView> messages(@PathParam("id") String id, @BeanParam @Valid PageRequest page) {
        Conversation conversation = conversations.one(caller.get(), new ConversationId(id));
        OptionalLong before = page.after().map(ConversationResource::number).orElse(OptionalLong.empty());
        List<Message> read = messages.newest(conversation.id(), before, page.limit() + 1);
        return Page.of(read, page.limit(), message -> Cursor.encode(Long.toString(message.number())))
                .map(MessageView::from);
    }

    @POST
    @Path("{id}/messages")
    @RateLimited("chat")
    @Operation(
            operationId = "sendMessage",
            summary = "Send a message and get the reply",
            description =
                    "Idempotent by `clientMessageId`: a retry, also a concurrent one, gets the same message and reply.")
    @ProblemTypes({"client-message-id-reused", "conversation-busy", "upstream-unavailable", "version-conflict"})
    public TurnView send(@PathParam("id") String id, @Valid @NotNull SendMessageRequest request) {
        return TurnView.from(sendMessage.handle(new SendMessage.Command(
                caller.get(), new ConversationId(id), request.clientMessageId(), request.text())));
    }

    private static OptionalLong number(String cursor) {
        try {
            return OptionalLong.of(Long.parseLong(Cursor.decode(cursor, 1).getFirst()));
        } catch (NumberFormatException e) {
            throw Cursor.invalid();
        }
    }
}
