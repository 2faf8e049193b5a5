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
 * Looks at every endpoint when the service starts: one that asks for a feature nobody has would be closed for good,
 * without anybody noticing.
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

    /** What the method asks for, else what its class does. */
    static @Nullable RequiresFeature of(ResourceInfo endpoint) {
        RequiresFeature own = endpoint.getResourceMethod().getAnnotation(RequiresFeature.class);
        return own == null ? endpoint.getResourceClass().getAnnotation(RequiresFeature.class) : own;
    }
}
