package dev.parley.platform.app;

import dev.parley.platform.security.Features;
import dev.parley.platform.security.RequiresFeature;
import dev.parley.platform.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Endpoints that require a feature of a plan. */
@Path("/v1/extras")
@RunOnVirtualThread
@RequiresFeature(Features.CONTENT_CREATION)
public class Extras {

    @GET
    @RolesAllowed({Roles.GUEST, Roles.USER, Roles.SERVICE})
    public String create() {
        return "ok";
    }

    @GET
    @Path("training")
    @RolesAllowed(Roles.USER)
    @RequiresFeature(Features.VOICE_TRAINING)
    public String train() {
        return "ok";
    }

    @GET
    @Path("open")
    @PermitAll
    public String open() {
        return "ok";
    }
}
