package dev.parley.identity.privacy.http;

import dev.parley.identity.privacy.application.FindErasure;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The progress of erasures, for administrators. */
@Path("/v1/users/{id}/erasure")
@RateLimited("administration")
@RolesAllowed(Roles.ADMIN)
@RunOnVirtualThread
@Tag(name = "Administration")
public class ErasureResource {

    private final FindErasure findErasure;

    ErasureResource(FindErasure findErasure) {
        this.findErasure = findErasure;
    }

    @GET
    @Operation(
            summary = "Get the progress of an erasure",
            description = "Which services have confirmed it, when, and how many items each erased.")
    @APIResponse(
            responseCode = "200",
            description = "The progress, with every service that must confirm, including those that have not yet")
    public ErasureView get(@PathParam("id") String id) {
        return ErasureView.from(findErasure.handle(new UserId(id)));
    }
}
