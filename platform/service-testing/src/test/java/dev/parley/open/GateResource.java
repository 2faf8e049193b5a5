package dev.parley.open;

import dev.parley.platform.security.Features;
import dev.parley.platform.security.RequiresFeature;
import dev.parley.platform.security.Roles;
import dev.parley.platform.security.Scopes;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

/** Every way to declare the callers of an endpoint. */
@Path("/gates/")
@RolesAllowed({Roles.GUEST, Roles.USER, Roles.SERVICE})
public class GateResource {

    @GET
    public void asTheClassSays() {}

    @GET
    @Path("{id: \\d{2}}")
    @PermitAll
    public void open() {}

    @POST
    @Path("/{id}")
    @Authenticated
    @Consumes("text/csv")
    public void authenticated() {}

    @DELETE
    @Path("{id}")
    @DenyAll
    public void closed() {}

    @GET
    @Path("scoped")
    @RolesAllowed({Roles.ADMIN, Scopes.CATALOG_WRITE})
    public void withAScope() {}

    @PUT
    @Path("{id}")
    @RequiresFeature(Features.ANALYTICS)
    public void withAFeature() {}
}
