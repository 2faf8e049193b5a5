package dev.parley.sound.thing.http;

import dev.parley.platform.http.RateLimited;
import dev.parley.sound.thing.application.FindThing;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/sound")
public class ThingResource {
    private final FindThing findThing;

    public ThingResource(FindThing findThing) {
        this.findThing = findThing;
    }

    @GET
    @PermitAll
    @RateLimited(RateLimited.DEFAULT)
    public String name() {
        return findThing.handle("x").name();
    }
}
