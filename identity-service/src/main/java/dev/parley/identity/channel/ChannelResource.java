package dev.parley.identity.channel;

import dev.parley.platform.http.Page;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.http.Text;
import dev.parley.platform.openapi.ProblemTypes;
import dev.parley.platform.security.CurrentCaller;
import dev.parley.platform.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/** The caller's linked channels, such as messenger accounts. */
@Path("/v1/users/me/channels")
@RateLimited("account")
@RolesAllowed({Roles.USER, Roles.SALESPERSON, Roles.MANAGER, Roles.ADMIN})
@RunOnVirtualThread
@Tag(name = "Users")
public class ChannelResource {

    private final LinkedChannels channels;
    private final CurrentCaller caller;

    ChannelResource(LinkedChannels channels, CurrentCaller caller) {
        this.channels = channels;
        this.caller = caller;
    }

    /**
     * A channel account to link.
     *
     * @param provider the operator of the channel
     * @param externalId the person's id at the provider
     */
    @Schema(example = """
            {"provider":"whatsapp","externalId":"+233244123456"}""")
    public record LinkRequest(
            @NotNull
            @Text(
                    min = 2,
                    max = 30,
                    pattern = "[a-z][a-z0-9-]+",
                    message = "must be 2 to 30 lower-case letters, digits or hyphens, such as whatsapp")
            String provider,

            @NotNull
            @Text(max = 200, pattern = "[^\\s\\p{Cntrl}]+", message = "must be 1 to 200 characters without spaces")
            String externalId) {}

    /**
     * @param verified whether a code that was sent over the channel was entered; services act only on verified links
     */
    @Schema(example = """
            {"provider":"whatsapp","externalId":"+233244123456","linkedAt":"2026-01-15T10:30:00Z","verified":false}""")
    public record LinkView(String provider, String externalId, Instant linkedAt, boolean verified) {
        static LinkView from(LinkedChannels.Link link) {
            return new LinkView(link.provider(), link.externalId(), link.linkedAt(), link.verified());
        }
    }

    @GET
    @Operation(summary = "List the caller's linked channels", description = "Oldest first; at most 20, on one page.")
    public Page<LinkView> list() {
        return new Page<>(channels.of(self()).stream().map(LinkView::from).toList(), null);
    }

    @POST
    @RateLimited("channel-link")
    @ResponseStatus(RestResponse.StatusCode.CREATED)
    @Operation(
            summary = "Link a channel to the caller's account",
            description = "Idempotent. The link is not verified and no service acts on it: no channel sends codes yet.")
    @APIResponse(responseCode = "201", description = "The link")
    @ProblemTypes({"channel-taken", "too-many-channels"})
    public LinkView link(@NotNull @Valid LinkRequest request) {
        return LinkView.from(channels.link(request.provider(), request.externalId(), self()));
    }

    @DELETE
    @Path("/{provider}/{externalId}")
    @Operation(summary = "Unlink a channel")
    @APIResponse(responseCode = "204", description = "The channel is unlinked")
    public void unlink(@PathParam("provider") String provider, @PathParam("externalId") String externalId) {
        channels.unlink(provider, externalId, self());
    }

    private String self() {
        return caller.get().id();
    }
}
