package dev.parley.identity.privacy.http;

import dev.parley.identity.privacy.application.Export;
import dev.parley.identity.privacy.application.ExportId;
import dev.parley.identity.privacy.application.FindExport;
import dev.parley.identity.privacy.application.StartExport;
import dev.parley.identity.session.http.RecentSignIn;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.openapi.ProblemTypes;
import dev.parley.platform.security.CurrentCaller;
import dev.parley.platform.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The export of the caller's personal data from every service. */
@Path("/v1/users/me/export")
@RateLimited("account")
@RolesAllowed({Roles.USER, Roles.SALESPERSON, Roles.MANAGER, Roles.ADMIN})
@RunOnVirtualThread
@Tag(name = "Users")
public class ExportResource {

    private static final String PATH = "/v1/users/me/export/";
    private static final String ZIP = "application/zip";
    private static final int SECONDS = 1;

    private final StartExport startExport;
    private final FindExport findExport;
    private final CurrentCaller caller;

    ExportResource(StartExport startExport, FindExport findExport, CurrentCaller caller) {
        this.startExport = startExport;
        this.findExport = findExport;
        this.caller = caller;
    }

    @POST
    @RecentSignIn
    @RateLimited("export")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Export the caller's personal data",
            description = "The export is ready in seconds at the URL in Location, and kept for 24 hours. If "
                    + "one is running already, that one is returned.")
    @APIResponse(
            responseCode = "202",
            description = "The export is running",
            headers =
                    @Header(
                            name = "Location",
                            description = "The URL of the export",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ExportView.class)))
    @ProblemTypes({"upstream-unavailable", "version-conflict"})
    public Response start() {
        return pending(startExport.handle(self()));
    }

    @GET
    @Path("/{id}")
    @Produces({ZIP, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Download an export of personal data",
            description = "One file per service. The export has the data of all services or is not ready: "
                    + "an unavailable service is asked again.")
    @APIResponse(
            responseCode = "200",
            description = "A ZIP of JSON files",
            content = @Content(mediaType = ZIP, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "202",
            description = "Not ready; Retry-After says when to retry",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ExportView.class)))
    public Response get(@PathParam("id") String id) {
        Export export = findExport.handle(new ExportId(id), self());
        return export.ready()
                ? Response.ok(zip(findExport.parts(export)), ZIP)
                        .header("Content-Disposition", "attachment; filename=\"parley-export.zip\"")
                        .header("Cache-Control", "no-store")
                        .build()
                : pending(export);
    }

    private Response pending(Export export) {
        return Response.accepted(ExportView.from(export, findExport.missing(export)))
                .type(MediaType.APPLICATION_JSON)
                .location(URI.create(PATH + export.id()))
                .header("Retry-After", SECONDS)
                .build();
    }

    private static byte[] zip(Map<String, byte[]> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey() + ".json"));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private UserId self() {
        return new UserId(caller.get().id());
    }
}
