package dev.parley.platform.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.jboss.jandex.IndexView;

/** {@code /q/openapi-internal}: the endpoints under {@code /internal}, which the gateway does not route. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, documentNames = InternalApi.NAME)
public class InternalApi implements OASFilter {

    static final String NAME = "internal";

    private final IndexView index;

    public InternalApi(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        new ApiDocument(api, index).complete(InternalApi::isInternal, ApiDocument.SERVICE);
    }

    static boolean isInternal(String path) {
        return path.startsWith("/internal/");
    }
}
