package dev.parley.chat.assistant.upstream;

import dev.parley.platform.upstream.ServiceTokenFilter;
import dev.parley.platform.upstream.UpstreamProblems;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** The product search of catalog-service. */
@RegisterRestClient(configKey = "catalog")
@RegisterProvider(ServiceTokenFilter.class)
@RegisterProvider(UpstreamProblems.class)
@ClientHeaderParam(name = "X-Parley-Source", value = "chat")
@Path("/v1/products")
interface CatalogClient {

    @GET
    FoundProducts search(
            @HeaderParam("X-Parley-On-Behalf-Of") String asker,
            @QueryParam("q") String q,
            @QueryParam("marketplace") @Nullable String marketplace,
            @QueryParam("minPrice") @Nullable String minPrice,
            @QueryParam("maxPrice") @Nullable String maxPrice,
            @QueryParam("currency") @Nullable String currency,
            @QueryParam("inStock") @Nullable Boolean inStock,
            @QueryParam("sort") @Nullable String sort,
            @QueryParam("size") int size);
}
