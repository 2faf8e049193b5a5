package dev.parley.identity.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.platform.WireName;
import dev.parley.platform.http.NoIdempotency;
import dev.parley.platform.openapi.WireEnum;
import dev.parley.platform.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Signing keys, for operators: {@code ./parley keys}. */
@Path("/internal/keys")
@RolesAllowed(Roles.SERVICE)
@RunOnVirtualThread
@Tag(name = "Internal")
public class KeyResource {

    private final SigningKeys keys;
    private final RotateKeys rotateKeys;
    private final Clock clock;

    KeyResource(SigningKeys keys, RotateKeys rotateKeys, Clock clock) {
        this.keys = keys;
        this.rotateKeys = rotateKeys;
        this.clock = clock;
    }

    /**
     * A key without its secrets.
     *
     * @param state {@code next}, {@code signing} or {@code retired}
     * @param activeFrom when it begins to sign
     * @param removedFrom when it is no longer needed; absent until another key follows it
     */
    public record KeyView(
            @Schema(examples = "0199d1c0-0000-7000-8000-000000000021")
            String kid,

            @WireEnum(KeyRing.Use.class) String state,
            Instant activeFrom,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant removedFrom) {}

    /** @param keys the oldest first */
    public record KeyList(List<KeyView> keys) {}

    @GET
    @Operation(summary = "List the signing keys and their schedule")
    @APIResponse(responseCode = "200", description = "The keys, without their secrets")
    public KeyList list() {
        return view(keys.read());
    }

    @POST
    @Path("/rotate")
    @NoIdempotency
    @Operation(
            summary = "Rotate the signing key",
            description = "The new key is published at once and signs once every verifier has had time to "
                    + "fetch it. While a new key waits to sign, no other is created.")
    @APIResponse(responseCode = "200", description = "The current keys, the next one last")
    public KeyList rotate() {
        rotateKeys.handle();
        return view(keys.read());
    }

    private KeyList view(KeyRing ring) {
        Instant now = clock.instant();
        return new KeyList(ring.published(now).stream()
                .map(key -> new KeyView(
                        key.key().id(),
                        WireName.of(ring.use(key, now)),
                        key.activeFrom(),
                        ring.removedFrom(key).orElse(null)))
                .toList());
    }
}
