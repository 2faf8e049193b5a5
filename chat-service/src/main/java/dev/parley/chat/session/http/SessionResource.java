package dev.parley.chat.session.http;

import static dev.parley.platform.security.Roles.ADMIN;
import static dev.parley.platform.security.Roles.GUEST;
import static dev.parley.platform.security.Roles.MANAGER;
import static dev.parley.platform.security.Roles.SALESPERSON;
import static dev.parley.platform.security.Roles.USER;

import dev.parley.chat.owner.Owners;
import dev.parley.chat.session.domain.Channel;
import dev.parley.chat.session.domain.Session;
import dev.parley.chat.session.domain.SessionId;
import dev.parley.chat.session.domain.Sessions;
import dev.parley.platform.WireName;
import dev.parley.platform.http.Idempotency;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.problem.Problems;
import dev.parley.platform.security.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.net.URI;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/sessions")
@RateLimited("conversations")
@RunOnVirtualThread
@RolesAllowed({GUEST, USER, SALESPERSON, MANAGER, ADMIN})
@Tag(name = "Sessions")
public class SessionResource {

    private final Sessions sessions;
    private final Owners owners;
    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final Clock clock;

    SessionResource(Sessions sessions, Owners owners, CurrentCaller caller, Idempotency idempotency, Clock clock) {
        this.sessions = sessions;
        this.owners = owners;
        this.caller = caller;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @POST
    @RateLimited("chat")
    @APIResponse(
            responseCode = "201",
            description = "The new session",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = SessionView.class)))
    @Operation(summary = "Start a session")
    public RestResponse<SessionView> start(@Valid @NotNull CreateSessionRequest request) {
        Session session = Session.begin(
                new SessionId(idempotency.idFor("session")),
                owners.of(caller.get()),
                WireName.read(Channel.class, request.channel()),
                clock.instant());
        sessions.insert(session);
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, SessionView.from(session))
                .location(URI.create("/v1/sessions/" + session.id()))
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Get a session")
    public SessionView get(@PathParam("id") String id) {
        return sessions.find(new SessionId(id), owners.foundBy(caller.get()))
                .map(SessionView::from)
                .orElseThrow(() -> Problems.notFound("session"));
    }
}
