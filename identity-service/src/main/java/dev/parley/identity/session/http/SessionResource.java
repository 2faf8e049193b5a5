package dev.parley.identity.session.http;

import dev.parley.identity.session.application.EndSession;
import dev.parley.identity.session.application.EndSessions;
import dev.parley.identity.session.domain.SessionId;
import dev.parley.identity.session.domain.Sessions;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.http.Cursor;
import dev.parley.platform.http.Page;
import dev.parley.platform.http.PageRequest;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.http.Text;
import dev.parley.platform.openapi.ProblemTypes;
import dev.parley.platform.security.CurrentCaller;
import dev.parley.platform.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;
import org.jspecify.annotations.Nullable;

/** The caller's sessions: list and revoke. */
@Path("/v1/users/me/sessions")
@RateLimited("account")
@RolesAllowed({Roles.USER, Roles.SALESPERSON, Roles.MANAGER, Roles.ADMIN})
@RunOnVirtualThread
@Cache(noStore = true)
@Tag(name = "Sessions")
public class SessionResource {

    private final Sessions sessions;
    private final EndSession endSession;
    private final EndSessions endSessions;
    private final CurrentCaller caller;

    SessionResource(Sessions sessions, EndSession endSession, EndSessions endSessions, CurrentCaller caller) {
        this.sessions = sessions;
        this.endSession = endSession;
        this.endSessions = endSessions;
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "listSessions", summary = "List the caller's sessions")
    @APIResponse(responseCode = "200", description = "A page of sessions that have not ended, newest first")
    public Page<SessionView> sessions(@BeanParam @Valid PageRequest page) {
        Optional<SessionId> before = page.after()
                .map(cursor -> new SessionId(Cursor.decode(cursor, 1).getFirst()));
        List<Sessions.Summary> read = sessions.list(self(), before, page.limit() + 1);
        return Page.of(read, page.limit(), session -> Cursor.encode(session.id().value()))
                .map(session -> SessionView.from(session, current()));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "End a session")
    @APIResponse(
            responseCode = "204",
            description = "The session has ended; every service refuses its tokens within a second")
    public void end(@PathParam("id") String id) {
        endSession.handle(self(), new SessionId(id));
    }

    @DELETE
    @Operation(operationId = "endSessions", summary = "End all sessions, or all other sessions")
    @APIResponse(responseCode = "204", description = "The sessions have ended")
    @ProblemTypes("version-conflict")
    public void endAll(
            @QueryParam("except") @Text(max = 10, pattern = "current", message = "may only be current") @Nullable
                    String except) {
        endSessions.handle(self(), except == null ? Optional.empty() : current());
    }

    private UserId self() {
        return new UserId(caller.get().id());
    }

    private Optional<SessionId> current() {
        return caller.get().family().map(SessionId::new);
    }
}
