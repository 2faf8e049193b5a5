package dev.parley.catalog.imports.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.catalog.imports.application.CancelImport;
import dev.parley.catalog.imports.application.FindImports;
import dev.parley.catalog.imports.application.StartImport;
import dev.parley.catalog.imports.domain.FeedFormat;
import dev.parley.catalog.imports.domain.FeedItem;
import dev.parley.catalog.imports.domain.FeedReading;
import dev.parley.catalog.imports.domain.Import;
import dev.parley.catalog.imports.domain.ImportId;
import dev.parley.catalog.imports.domain.ImportOptions;
import dev.parley.catalog.imports.domain.Imports;
import dev.parley.catalog.imports.domain.RowIssue;
import dev.parley.platform.WireName;
import dev.parley.platform.http.BodyLimit;
import dev.parley.platform.http.Cursor;
import dev.parley.platform.http.NoIdempotency;
import dev.parley.platform.http.Page;
import dev.parley.platform.http.PageRequest;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.openapi.ProblemTypes;
import dev.parley.platform.openapi.WireEnum;
import dev.parley.platform.security.Roles;
import dev.parley.platform.security.Scopes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Imports of product feeds. */
@Path("/v1/imports")
@RateLimited("catalog-change")
@RunOnVirtualThread
@RolesAllowed({Roles.MANAGER, Roles.ADMIN, Roles.SERVICE, Scopes.CATALOG_WRITE})
@Tag(name = "Imports")
public class ImportResource {

    private static final int MEBIBYTES = 64;
    private static final String IDENTITY = "identity";
    private static final Set<String> CODINGS = Set.of(IDENTITY, "gzip", "x-gzip");
    private static final int MOST_STOCK = 1_000_000;

    private final StartImport startImport;
    private final CancelImport cancelImport;
    private final FindImports findImports;

    ImportResource(StartImport startImport, CancelImport cancelImport, FindImports findImports) {
        this.startImport = startImport;
        this.cancelImport = cancelImport;
        this.findImports = findImports;
    }

    /**
     * The progress of an import. Created, updated, unchanged and archived count products, stockChanged counts SKUs, all
     * others count rows of the feed. A dry run counts what an import would do.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ImportView(
            String id,
            @WireEnum(Import.Status.class) String status,
            @WireEnum(FeedFormat.class) String format,
            @Schema(examples = "own") String marketplace,
            int rowsRead,
            int rowsAccepted,
            int rowsRejected,
            int rowsWarned,
            int warnings,
            int created,
            int updated,
            int unchanged,
            int stockChanged,
            int archived,
            boolean dryRun,

            @Nullable @Schema(description = "Rows written per second")
            Double rowsPerSecond,

            @Nullable @Schema(description = "Estimated seconds to the end")
            Long secondsLeft,

            Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable String failure) {

        static ImportView from(Import shown) {
            Import.State i = shown.state();
            Import.Counts counts = i.counts();
            return new ImportView(
                    i.id().value(),
                    WireName.of(i.status()),
                    WireName.of(i.options().reading().format()),
                    i.options().marketplace(),
                    counts.read(),
                    counts.accepted(),
                    counts.rejected(),
                    counts.warned(),
                    counts.warnings(),
                    counts.created(),
                    counts.updated(),
                    counts.unchanged(),
                    counts.stockChanged(),
                    counts.archived(),
                    i.options().dryRun(),
                    shown.rowsPerSecond().isPresent()
                            ? tenths(shown.rowsPerSecond().getAsDouble())
                            : null,
                    shown.timeLeft().map(Duration::toSeconds).orElse(null),
                    i.startedAt(),
                    i.finishedAt(),
                    i.failure());
        }
    }

    private static double tenths(double number) {
        return Math.round(number * 10) / 10.0;
    }

    /**
     * An issue of a row: its line in the feed, counted from 1, header included, 0 for the feed as a whole; the column,
     * unless it concerns the row as a whole; and the reason.
     */
    @Schema(example = """
            {"row":17,"column":"price","reason":"price must be written like 19.99 USD"}""")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RowIssueView(int row, @Nullable String column, String reason) {

        static RowIssueView from(RowIssue issue) {
            return new RowIssueView(issue.row(), issue.column().isEmpty() ? null : issue.column(), issue.reason());
        }
    }

    @POST
    @Consumes({
        FeedParameters.TSV,
        FeedParameters.CSV,
        FeedParameters.NDJSON,
        FeedParameters.XML,
        FeedParameters.TEXT_XML,
        FeedParameters.RSS,
        FeedParameters.ATOM
    })
    @BodyLimit(mebibytes = MEBIBYTES)
    @NoIdempotency
    @APIResponse(
            responseCode = "202",
            description = "Accepted; the import is running, see Location",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ImportView.class)))
    @Operation(summary = "Import a product feed")
    @ProblemTypes({
        "feed-compression",
        "feed-empty",
        "feed-encoding",
        "feed-header-missing",
        "feed-malformed",
        "feed-too-many-columns",
        "feed-too-many-lines",
        "imports-busy",
        "marketplace-unknown"
    })
    public Response start(
            InputStream body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @DefaultValue(IDENTITY) String coding,
            @QueryParam("marketplace") @DefaultValue(FeedItem.OWN) String marketplace,
            @QueryParam("defaultStock") @DefaultValue("0") @Min(0) @Max(MOST_STOCK) int defaultStock,
            @QueryParam("archiveLimit")
                    @Parameter(description = "The share of products that a complete feed may archive, in percent")
                    @DefaultValue("50")
                    @Min(0)
                    @Max(100)
                    int archiveLimit,
            @BeanParam @Valid FeedParameters parameters,
            @Context UriInfo uri)
            throws IOException {
        if (type == null || !CODINGS.contains(coding.toLowerCase(Locale.ROOT))) {
            throw new NotSupportedException();
        }
        FeedParameters.requireKnown(uri.getQueryParameters().keySet());
        FeedReading reading = parameters.reading(type, !coding.equalsIgnoreCase(IDENTITY));
        ImportOptions options = new ImportOptions(
                reading,
                marketplace,
                defaultStock,
                parameters.rules(),
                parameters.isDryRun(),
                parameters.isComplete(),
                archiveLimit);
        Import started = startImport.handle(body, options);
        return Response.accepted(ImportView.from(started))
                .location(URI.create("/v1/imports/" + started.id()))
                .build();
    }

    @GET
    @Operation(operationId = "listImports", summary = "List imports, newest first")
    public Page<ImportView> list(@BeanParam @Valid PageRequest page) {
        Optional<ImportId> before =
                page.after().map(cursor -> new ImportId(Cursor.decode(cursor, 1).getFirst()));
        return Page.of(
                        findImports.list(before, page.limit() + 1),
                        page.limit(),
                        (Import last) -> Cursor.encode(last.id().value()))
                .map(ImportView::from);
    }

    @POST
    @Path("/{id}/cancel")
    @NoIdempotency
    @Operation(operationId = "cancelImport", summary = "Cancel an import; rows imported so far stay")
    @ProblemTypes({"import-not-found", "import-ended"})
    public ImportView cancel(@PathParam("id") String id) {
        return ImportView.from(cancelImport.handle(new ImportId(id)));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Get the progress of an import")
    @ProblemTypes("import-not-found")
    public ImportView get(@PathParam("id") String id) {
        return ImportView.from(findImports.handle(new ImportId(id)));
    }

    @GET
    @Path("/{id}/errors")
    @Operation(operationId = "listImportErrors", summary = "List the rejected rows of an import")
    @ProblemTypes("import-not-found")
    public Page<RowIssueView> errors(@PathParam("id") String id, @BeanParam @Valid PageRequest page) {
        return issues(id, Imports.IssueKind.ERROR, page);
    }

    @GET
    @Path("/{id}/warnings")
    @Operation(operationId = "listImportWarnings", summary = "List the warnings of an import")
    @ProblemTypes("import-not-found")
    public Page<RowIssueView> warnings(@PathParam("id") String id, @BeanParam @Valid PageRequest page) {
        return issues(id, Imports.IssueKind.WARNING, page);
    }

    @GET
    @Path("/{id}/errors.csv")
    @Produces(FeedParameters.CSV)
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = FeedParameters.CSV,
                            schema = @Schema(implementation = String.class),
                            example = IssueTable.EXAMPLE))
    @Operation(operationId = "getImportErrorsAsCsv", summary = "Download the rejected rows of an import")
    @ProblemTypes("import-not-found")
    public String errorsAsCsv(@PathParam("id") String id) {
        return IssueTable.of(findImports, new ImportId(id), Imports.IssueKind.ERROR);
    }

    @GET
    @Path("/{id}/warnings.csv")
    @Produces(FeedParameters.CSV)
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = FeedParameters.CSV,
                            schema = @Schema(implementation = String.class),
                            example = IssueTable.EXAMPLE))
    @Operation(operationId = "getImportWarningsAsCsv", summary = "Download the warnings of an import")
    @ProblemTypes("import-not-found")
    public String warningsAsCsv(@PathParam("id") String id) {
        return IssueTable.of(findImports, new ImportId(id), Imports.IssueKind.WARNING);
    }

    private Page<RowIssueView> issues(String id, Imports.IssueKind kind, PageRequest page) {
        var issues = findImports.issues(
                new ImportId(id),
                kind,
                page.after().map(ImportResource::position).orElse(-1L),
                page.limit() + 1);
        return Page.of(issues, page.limit(), (RowIssue issue) -> Cursor.encode(Long.toString(issue.position())))
                .map(RowIssueView::from);
    }

    private static long position(String cursor) {
        try {
            return Long.parseLong(Cursor.decode(cursor, 1).getFirst());
        } catch (NumberFormatException e) {
            throw Cursor.invalid();
        }
    }
}
