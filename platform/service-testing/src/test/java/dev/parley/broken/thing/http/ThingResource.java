package dev.parley.broken.thing.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/broken")
public class ThingResource {
    @GET
    public String open() {
        return "to whom?";
    }
}
