package dev.parley.identity.client.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.identity.client.application.AuthenticateClient;
import dev.parley.identity.client.application.IssueClientToken;
import dev.parley.identity.client.application.TokenRefused;
import dev.parley.identity.client.domain.Scope;
import dev.parley.platform.WireName;
import dev.parley.platform.http.NoIdempotency;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.http.RateLimits;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The OAuth 2.0 token endpoint for API clients (RFC 6749, section 4.4), with the request, response and error formats of
 * the standard instead of those of the rest of the API.
 */
@Path("/v1/auth/token")
@RunOnVirtualThread
@Tag(name = "API clients")
public class TokenResource {

    private static final String BASIC = "Basic realm=\"parley\", charset=\"UTF-8\"";

    private final AuthenticateClient authenticateClient;
    private final IssueClientToken issueClientToken;
    private final RateLimits limits;

    TokenResource(AuthenticateClient authenticateClient, IssueClientToken issueClientToken, RateLimits limits) {
        this.authenticateClient = authenticateClient;
        this.issueClientToken = issueClientToken;
        this.limits = limits;
    }

    /** The form fields; only for the documentation: {@link TokenRequest} parses them. */
    @Schema(name = "ClientCredentials")
    public record Form(
            @JsonProperty("grant_type") @Schema(required = true, examples = "client_credentials")
            String grantType,

            @JsonProperty("client_id") @Nullable String clientId,

            @JsonProperty("client_secret") @Nullable String clientSecret,

            @Schema(examples = "catalog:write inventory:write") @Nullable
            String scope) {}

    /**
     * A token response (RFC 6749, section 5.1).
     *
     * @param expiresIn seconds
     * @param scope the granted scopes, separated by spaces
     */
    @Schema(example = """
            {"access_token":"eyJhbGciOiJSUzI1NiIsImtpZCI6IjAxIn0.eyJzdWIiOiIwMTk5In0.c2lnbmF0dXJl","token_type":"Bearer","expires_in":900,"scope":"catalog:write analytics:read"}""")
    public record TokenAnswer(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn,
            String scope) {

        /** Omits the token, because this may be logged. */
        @Override
        public String toString() {
            return "TokenAnswer[…]";
        }
    }

    /** An error response (RFC 6749, section 5.2). */
    @Schema(example = """
            {"error":"invalid_client","error_description":"No client has this id and secret."}""")
    public record ErrorAnswer(
            String error, @JsonProperty("error_description") String description) {}

    @POST
    @PermitAll
    @NoIdempotency
    @RateLimited(value = "token", byAddress = true)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "issueToken",
            summary = "Get an access token as an API client (OAuth 2.0)",
            description = "The client credentials grant. The client authenticates with its id and secret by "
                    + "HTTP Basic, each form-urlencoded, or in the body, but not both. scope requests "
                    + "some of the client's scopes; without it, all are granted.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                            schema = @Schema(implementation = Form.class)))
    @APIResponse(
            responseCode = "200",
            description = "The token",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = TokenAnswer.class)))
    @APIResponse(
            responseCode = "400",
            description = "invalid_request, unsupported_grant_type, invalid_scope",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = ErrorAnswer.class),
                            examples =
                                    @ExampleObject(
                                            name = "scope",
                                            value =
                                                    "{\"error\":\"invalid_scope\",\"error_description\":\"A scope is unknown or not one of this client.\"}")))
    @APIResponse(
            responseCode = "401",
            description = "invalid_client",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ErrorAnswer.class)))
    public Response token(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Parameter(hidden = true) @Nullable String contentType,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Parameter(hidden = true) @Nullable String authorization,
            @Nullable String body) {
        try {
            TokenRequest request = TokenRequest.read(contentType, authorization, body);
            var client = authenticateClient.handle(request.clientId(), request.secret());
            // After the secret was verified: otherwise anyone could exhaust the rate limit of another client.
            limits.count("client-token", client.client().id().subject());
            return answer(issueClientToken.handle(client, request.scopes()));
        } catch (TokenRefused refused) {
            return answer(refused);
        }
    }

    private static Response answer(IssueClientToken.ClientToken issued) {
        String scope = issued.scopes().stream().map(Scope::wireName).sorted().collect(Collectors.joining(" "));
        return uncached(Response.ok(new TokenAnswer(
                issued.token().value(), "Bearer", issued.token().life().toSeconds(), scope)));
    }

    private static Response answer(TokenRefused refused) {
        ErrorAnswer error = new ErrorAnswer(WireName.of(refused.error()), refused.description());
        return uncached(
                refused.error() == TokenRefused.Error.INVALID_CLIENT
                        ? Response.status(401)
                                .header(HttpHeaders.WWW_AUTHENTICATE, BASIC)
                                .entity(error)
                        : Response.status(400).entity(error));
    }

    private static Response uncached(Response.ResponseBuilder answer) {
        return answer.header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Pragma", "no-cache")
                .build();
    }
}
