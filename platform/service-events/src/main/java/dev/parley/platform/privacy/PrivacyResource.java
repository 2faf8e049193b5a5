package dev.parley.platform.privacy;

import dev.parley.platform.http.NoIdempotency;
import dev.parley.platform.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** This service's part of a data export, for identity-service, which merges the parts. */
@Path("/internal/privacy")
@Tag(name = "privacy")
@RolesAllowed(Roles.SERVICE)
@RunOnVirtualThread
class PrivacyResource {

    private final ExportPerson exportPerson;

    PrivacyResource(ExportPerson exportPerson) {
        this.exportPerson = exportPerson;
    }

    /** @param data the stored data of the person, by name */
    @Schema(name = "PersonalData", example = """
            {"service":"cart-service","userId":"0199d1c0-0000-7000-8000-000000000001","data":{"carts":[{"_id":"0199d1c0-0000-7000-8000-000000000021"}]}}""")
    public record Part(String service, String userId, Map<String, List<Object>> data) {}

    /** @param guests a page of the anonymous ids of the same person; they would not fit into a URL */
    @Schema(name = "PersonRequest", example = """
            {"guests":["0199d1c0-0000-7000-8000-000000000031"]}""")
    public record PersonRequest(
            @NotNull @Size(max = Person.GUESTS_AT_ONCE) List<@NotBlank @Size(max = 100) String> guests) {}

    @POST
    @Path("/{userId}")
    @NoIdempotency
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "exportPersonalData",
            summary = "Get this service's personal data of a person",
            description = "An unknown person has empty lists. A person with more guests is requested once "
                    + "per page of guests; data of the account is in every response.")
    @APIResponse(
            responseCode = "200",
            description = "The stored data, without secrets",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Part.class)))
    public Response export(@PathParam("userId") String userId, @NotNull @Valid PersonRequest request) {
        return Response.ok(exportPerson.handle(new Person(userId, request.guests())))
                .build();
    }
}
