package dev.parley.platform.events;

import dev.parley.platform.http.NoIdempotency;
import dev.parley.platform.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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

    /** @param sent how many events */
    @Schema(example = """
            {"sent":121}""")
    public record Republished(int sent) {}

    @POST
    @Path("/{topic}/republish")
    @RolesAllowed(Roles.SERVICE)
    @NoIdempotency
    @Operation(
            summary = "Sends the current state of every aggregate to a compacted topic once more",
            description = "Under the ids and sequences they had, so readers that have them already see nothing new.")
    public Republished republish(@PathParam("topic") String topic) {
        return new Republished(outboxes.republish(topic));
    }
}
