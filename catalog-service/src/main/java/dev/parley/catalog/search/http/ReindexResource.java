package dev.parley.catalog.search.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.catalog.search.application.RequestReindex;
import dev.parley.catalog.search.domain.Reindexes;
import dev.parley.catalog.search.domain.Reindexes.Reindex;
import dev.parley.catalog.search.domain.Reindexes.Report;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.openapi.ProblemTypes;
import dev.parley.platform.problem.Problems;
import dev.parley.platform.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Rebuilds of the search index. */
@Path("/v1/products/reindex")
@RunOnVirtualThread
@RolesAllowed(Roles.ADMIN)
@Tag(name = "Search")
public class ReindexResource {

    private final RequestReindex requestReindex;
    private final Reindexes reindexes;

    ReindexResource(RequestReindex requestReindex, Reindexes reindexes) {
        this.requestReindex = requestReindex;
        this.reindexes = reindexes;
    }

    /**
     * A rebuild of the search index.
     *
     * @param instances one for each instance of the service that has begun
     */
    @Schema(example = """
            {"id":"0199d1c0-0000-7000-8000-000000000091","status":"completed","requestedAt":"2026-01-15T10:30:00Z","instances":[{"startedAt":"2026-01-15T10:30:00Z","finishedAt":"2026-01-15T10:30:40Z","products":121,"missing":0,"outdated":0,"surplus":0}]}""")
    public record ReindexView(
            String id,
            @Schema(enumeration = {"running", "completed"}) String status,
            Instant requestedAt,
            List<InstanceView> instances) {

        static ReindexView of(Reindex reindex) {
            return new ReindexView(
                    reindex.id(),
                    reindex.isDone() ? "completed" : "running",
                    reindex.requestedAt(),
                    reindex.instances().values().stream().map(InstanceView::of).toList());
        }
    }

    /**
     * The rebuild of one instance. The counts are those of a comparison with the database after it; differing products
     * have been indexed again.
     *
     * @param products products for sale
     * @param missing products that the new index lacked
     * @param outdated products that it had in an older version
     * @param surplus products in it that are not for sale
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record InstanceView(
            Instant startedAt, @Nullable Instant finishedAt, long products, long missing, long outdated, long surplus) {

        static InstanceView of(Report report) {
            return new InstanceView(
                    report.startedAt(),
                    report.finishedAt(),
                    report.products(),
                    report.missing(),
                    report.outdated(),
                    report.surplus());
        }
    }

    @POST
    @RateLimited("catalog-change")
    @APIResponse(
            responseCode = "202",
            description = "The rebuild; a running one if there is one",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReindexView.class)))
    @Operation(
            operationId = "createReindex",
            summary = "Rebuild the search index",
            description =
                    "Every instance builds a new index beside the one in use, replaces it at once and compares the new one with the database.")
    public Response start() {
        Reindex reindex = requestReindex.handle();
        return Response.accepted(ReindexView.of(reindex))
                .type(MediaType.APPLICATION_JSON)
                .location(URI.create("/v1/products/reindex/" + reindex.id()))
                .build();
    }

    @GET
    @Path("/{id}")
    @RateLimited("catalog-change")
    @Operation(operationId = "getReindex", summary = "Get a rebuild of the search index")
    @ProblemTypes("not-found")
    public ReindexView get(@PathParam("id") String id) {
        return ReindexView.of(reindexes.find(id).orElseThrow(() -> Problems.notFound("reindex")));
    }
}
