package dev.parley.broken.thing.http;

import dev.parley.platform.http.RateLimited;
import dev.parley.platform.security.RequiresFeature;
import dev.parley.platform.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.bson.Document;

@Path("/broken")
public class ThingResource {
    public Document stored = new Document();

    @GET
    public String open() {
        return "to whom?";
    }

    @GET
    @Path("misspelt")
    @RolesAllowed(Roles.USER)
    @RequiresFeature("voice_trianing")
    @RateLimited("misspelt")
    public String misspelt() {
        return "to nobody";
    }
}
