package dev.parley.identity.channel;

import dev.parley.platform.problem.Problems;
import dev.parley.platform.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Looks up the account of a channel, for services that receive messages from it. */
@Path("/internal/channels")
@RolesAllowed(Roles.SERVICE)
@RunOnVirtualThread
@Tag(name = "Internal")
public class ChannelLookupResource {

    private final LinkedChannels channels;

    ChannelLookupResource(LinkedChannels channels) {
        this.channels = channels;
    }

    /** The account that has verified a channel. */
    public record ChannelOwner(String userId, Instant linkedAt) {}

    @GET
    @Path("/{provider}/{externalId}")
    @Operation(operationId = "getChannelOwner", summary = "Get the account that verified a channel")
    @APIResponse(responseCode = "200", description = "The account")
    public ChannelOwner owner(@PathParam("provider") String provider, @PathParam("externalId") String externalId) {
        return channels.verified(provider, externalId)
                .map(link -> new ChannelOwner(link.userId(), link.linkedAt()))
                .orElseThrow(() -> Problems.notFound("channel"));
    }
}
