package dev.parley.platform.http;

import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Sets {@code Preference-Applied} when {@code Prefer: wait} was honored. */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
class PreferenceApplied implements ContainerResponseFilter {

    private final PreferWait wait;

    PreferenceApplied(PreferWait wait) {
        this.wait = wait;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getHeaderString("Prefer") != null && wait.applied()) {
            response.getHeaders()
                    .putSingle("Preference-Applied", "wait=" + wait.requested().toSeconds());
        }
    }
}
