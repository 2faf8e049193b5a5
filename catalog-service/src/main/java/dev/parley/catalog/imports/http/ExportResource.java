package dev.parley.catalog.imports.http;

import dev.parley.catalog.imports.application.ExportProducts;
import dev.parley.catalog.imports.domain.FeedItem;
import dev.parley.platform.WireName;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.problem.Problems;
import dev.parley.platform.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Export of the catalog as a feed. */
@Path("/v1/products/export")
@RateLimited("catalog-change")
@RunOnVirtualThread
@RolesAllowed({Roles.MANAGER, Roles.ADMIN})
@Tag(name = "Imports")
public class ExportResource {

    private static final String EXAMPLE =
            "{\"id\":\"KOR-1\",\"title\":\"Korvane Onyx\",\"price\":\"849.00 USD\",\"quantity\":32}\n";

    private final ExportProducts exportProducts;

    ExportResource(ExportProducts exportProducts) {
        this.exportProducts = exportProducts;
    }

    @GET
    @Produces({FeedParameters.NDJSON, FeedParameters.TSV})
    @APIResponse(
            responseCode = "200",
            description = "The feed: NDJSON, or a table for Google Merchant Center",
            content =
                    @Content(
                            mediaType = FeedParameters.NDJSON,
                            schema = @Schema(implementation = String.class),
                            example = EXAMPLE))
    @Operation(operationId = "exportProducts", summary = "Export the products of a marketplace as a feed")
    public Response export(
            @QueryParam("format")
                    @Parameter(description = "ndjson, which imports again without a change, or merchant")
                    @DefaultValue("ndjson")
                    String format,
            @QueryParam("marketplace") @DefaultValue(FeedItem.OWN) @Size(max = 100) String marketplace) {
        ExportFormat wanted;
        try {
            wanted = WireName.read(ExportFormat.class, format);
        } catch (IllegalArgumentException e) {
            throw Problems.validation("format", "must be ndjson or merchant");
        }
        StreamingOutput feed = body -> {
            Writer text = new BufferedWriter(new OutputStreamWriter(body, StandardCharsets.UTF_8));
            text.write(wanted.header());
            exportProducts.handle(marketplace, variant -> text.write(wanted.row(variant)));
            text.flush();
        };
        return Response.ok(feed).type(wanted.mediaType() + ";charset=UTF-8").build();
    }
}
