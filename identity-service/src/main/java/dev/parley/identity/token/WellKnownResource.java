package dev.parley.identity.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;

/** What anybody needs to check our tokens (RFC 7517, OpenID Connect Discovery 1.0). */
@Path("/.well-known")
@PermitAll
@RunOnVirtualThread
@Tag(name = "Keys")
public class WellKnownResource {

    private static final int CACHED_SECONDS = 300;

    private final SigningKeys keys;

    WellKnownResource(SigningKeys keys) {
        this.keys = keys;
    }

    /** A JSON Web Key Set. */
    public record KeySet(List<Map<String, Object>> keys) {}

    /** Of the standard's members those that are true here: nobody signs in by redirect. */
    public record Configuration(
            String issuer,
            @JsonProperty("jwks_uri") String jwksUri,

            @JsonProperty("id_token_signing_alg_values_supported")
            List<String> algorithms,

            @JsonProperty("response_types_supported") List<String> responseTypes,
            @JsonProperty("subject_types_supported") List<String> subjectTypes,
            @JsonProperty("claims_supported") List<String> claims) {}

    @GET
    @Path("/jwks.json")
    @Cache(maxAge = CACHED_SECONDS)
    @Operation(summary = "The public keys of access tokens")
    public KeySet keys() {
        return new KeySet(keys.all().stream().map(SigningKey::toJwk).toList());
    }

    @GET
    @Path("/openid-configuration")
    @Cache(maxAge = CACHED_SECONDS)
    @Operation(summary = "Where the keys are and what tokens hold")
    public Configuration configuration(UriInfo uri) {
        return new Configuration(
                AccessTokens.ISSUER,
                uri.getBaseUriBuilder().path("/.well-known/jwks.json").build().toString(),
                List.of("RS256"),
                List.of(),
                List.of("public"),
                List.of("iss", "sub", "aud", "exp", "iat", "jti", "sid", "groups", "plan", "anonymousId"));
    }
}
