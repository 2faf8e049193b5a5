package dev.parley.identity.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.platform.Digests;
import dev.parley.platform.http.ETags;
import dev.parley.platform.http.Preconditions;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.security.Scopes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The public keys and endpoints for verifying and requesting tokens (RFC 7517, OpenID Connect Discovery 1.0, RFC 8414).
 */
@Path("/.well-known")
@RateLimited(RateLimited.DEFAULT)
@PermitAll
@RunOnVirtualThread
@Tag(name = "Keys")
public class WellKnownResource {

    /** New keys are published for longer than this plus the caching of services. */
    private static final String CACHED = "max-age=300";

    private final SigningKeys keys;
    private final Preconditions preconditions;
    private final Issuer issuer;

    WellKnownResource(SigningKeys keys, Preconditions preconditions, Issuer issuer) {
        this.keys = keys;
        this.preconditions = preconditions;
        this.issuer = issuer;
    }

    /** A JSON Web Key Set. */
    @Schema(example = """
            {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"0199d1c0-0000-7000-8000-000000000021","n":"0vx7agoebGcQSuu…","e":"AQAB"}]}""")
    public record KeySet(List<Map<String, Object>> keys) {}

    /** The standard members that apply: there is no sign-in by redirect. */
    @Schema(example = """
            {"issuer":"https://shop.example","jwks_uri":"https://shop.example/.well-known/jwks.json","token_endpoint":"https://shop.example/v1/auth/token","token_endpoint_auth_methods_supported":["client_secret_basic","client_secret_post"],"grant_types_supported":["client_credentials"],"scopes_supported":["catalog:write","inventory:write","analytics:read"],"id_token_signing_alg_values_supported":["RS256"],"response_types_supported":[],"subject_types_supported":["public"],"claims_supported":["iss","sub","aud","exp"]}""")
    public record Configuration(
            String issuer,
            @JsonProperty("jwks_uri") String jwksUri,
            @JsonProperty("token_endpoint") String tokenEndpoint,

            @JsonProperty("token_endpoint_auth_methods_supported")
            List<String> authMethods,

            @JsonProperty("grant_types_supported") List<String> grantTypes,
            @JsonProperty("scopes_supported") List<String> scopes,

            @JsonProperty("id_token_signing_alg_values_supported")
            List<String> algorithms,

            @JsonProperty("response_types_supported") List<String> responseTypes,
            @JsonProperty("subject_types_supported") List<String> subjectTypes,
            @JsonProperty("claims_supported") List<String> claims) {}

    @GET
    @Path("/jwks.json")
    @Operation(
            operationId = "getKeySet",
            summary = "Get the public keys of access tokens",
            description = "A JSON Web Key Set. A new key is published long before it signs, and an old one until "
                    + "its last token has expired.")
    @APIResponse(
            responseCode = "200",
            description = "The keys",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = KeySet.class)))
    @APIResponse(responseCode = "304", description = "Not changed since the ETag in If-None-Match")
    public Response keys() {
        List<SigningKey> published = keys.published();
        return answer(
                new KeySet(published.stream().map(SigningKey::toJwk).toList()),
                published.stream().map(SigningKey::id).toList().toString());
    }

    @GET
    @Path("/openid-configuration")
    @Operation(operationId = "getOpenIdConfiguration", summary = "Get the OpenID Connect configuration")
    @APIResponse(
            responseCode = "200",
            description = "The configuration",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Configuration.class)))
    @APIResponse(responseCode = "304", description = "Not changed since the ETag in If-None-Match")
    public Response configuration() {
        Configuration configuration = configurationOf(issuer.url());
        return answer(configuration, configuration.toString());
    }

    @GET
    @Path("/oauth-authorization-server")
    @Operation(operationId = "getAuthorizationServerMetadata", summary = "Get the OAuth 2.0 configuration (RFC 8414)")
    @APIResponse(
            responseCode = "200",
            description = "The configuration",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Configuration.class)))
    @APIResponse(responseCode = "304", description = "Not changed since the ETag in If-None-Match")
    public Response authorizationServer() {
        return configuration();
    }

    private static Configuration configurationOf(String issuer) {
        return new Configuration(
                issuer,
                issuer + "/.well-known/jwks.json",
                issuer + "/v1/auth/token",
                List.of("client_secret_basic", "client_secret_post"),
                List.of("client_credentials"),
                Scopes.ALL,
                List.of("RS256"),
                List.of(),
                List.of("public"),
                List.of(
                        "iss",
                        "sub",
                        "aud",
                        "exp",
                        "iat",
                        "jti",
                        "sid",
                        "auth_time",
                        "groups",
                        "plan",
                        "anonymousId",
                        "client_id",
                        "scope"));
    }

    private Response answer(Object body, String content) {
        long version = version(content);
        @Nullable Response notModified = preconditions.notModified(version);
        Response.ResponseBuilder answer = notModified == null
                ? Response.ok(body).header(HttpHeaders.ETAG, ETags.of(version))
                : Response.fromResponse(notModified);
        return answer.header(HttpHeaders.CACHE_CONTROL, CACHED).build();
    }

    /** Deterministic: the same on every instance for the same content. */
    private static long version(String content) {
        return ByteBuffer.wrap(Digests.sha256(content)).getLong() & Long.MAX_VALUE;
    }
}
