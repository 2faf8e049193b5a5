package dev.parley.platform.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.jboss.jandex.IndexView;

/** {@code /q/openapi}: the public endpoints. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, documentNames = OpenApiFilter.DEFAULT_DOCUMENT_NAME)
public class PublicApi implements OASFilter {

    private final IndexView index;

    public PublicApi(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        new ApiDocument(api, index).complete(path -> !InternalApi.isInternal(path), ApiDocument.GATEWAY);
    }
}
