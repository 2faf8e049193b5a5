package dev.parley.platform.http;

import dev.parley.platform.security.Features;
import dev.parley.platform.security.RequiresFeature;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Validates {@link RequiresFeature} on every endpoint at startup: an endpoint that requires a nonexistent feature would
 * refuse every caller unnoticed.
 */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
public class RequiredFeatures implements DynamicFeature {

    @Override
    public void configure(ResourceInfo endpoint, FeatureContext context) {
        RequiresFeature required = of(endpoint);
        if (required != null && !Features.ALL.contains(required.value())) {
            throw new IllegalStateException("%s.%s requires the feature %s, which no plan has; there are %s"
                    .formatted(
                            endpoint.getResourceClass().getSimpleName(),
                            endpoint.getResourceMethod().getName(),
                            required.value(),
                            Features.ALL));
        }
    }

    /** The annotation of the method, else of its class. */
    static @Nullable RequiresFeature of(ResourceInfo endpoint) {
        RequiresFeature own = endpoint.getResourceMethod().getAnnotation(RequiresFeature.class);
        return own == null ? endpoint.getResourceClass().getAnnotation(RequiresFeature.class) : own;
    }
}
