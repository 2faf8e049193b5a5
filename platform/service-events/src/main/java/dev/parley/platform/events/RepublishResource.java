package dev.parley.platform.events;

import dev.parley.platform.http.NoIdempotency;
import dev.parley.platform.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** For operators: {@code ./parley events republish TOPIC}. */
@Path("/internal/events")
@Tag(name = "events")
@RunOnVirtualThread
class RepublishResource {

    private final Outboxes outboxes;

    RepublishResource(Outboxes outboxes) {
        this.outboxes = outboxes;
    }

    /** @param aggregates the number of aggregates whose current state is sent */
    @Schema(name = "Republishing", example = """
            {"aggregates":121}""")
    public record Republishing(long aggregates) {}

    @POST
    @Path("/{topic}/republish")
    @RolesAllowed(Roles.SERVICE)
    @NoIdempotency
    @Operation(
            operationId = "republishTopic",
            summary = "Republish the current states to a compacted topic",
            description = "The newest event of every aggregate is sent again with the same id and sequence, "
                    + "so up-to-date readers ignore it. It is sent in the background; the metric "
                    + "outbox_pending in GET /q/metrics counts the remaining ones.")
    @APIResponse(
            responseCode = "202",
            description = "Accepted",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Republishing.class)))
    public Response republish(@PathParam("topic") String topic) {
        return Response.accepted(new Republishing(outboxes.republish(topic))).build();
    }
}
