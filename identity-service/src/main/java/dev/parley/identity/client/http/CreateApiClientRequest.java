package dev.parley.identity.client.http;

import dev.parley.identity.client.application.CreateApiClient;
import dev.parley.identity.client.domain.ApiClientId;
import dev.parley.identity.client.domain.Scope;
import dev.parley.platform.http.PlainLine;
import dev.parley.platform.text.TypedText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A new API client; without {@code expiresAt} it is valid until it is revoked. */
public record CreateApiClientRequest(
        @Schema(examples = "stock sync of the warehouse") @NotBlank @Size(max = 100) @PlainLine
        String name,

        @Schema(examples = "[\"inventory:write\"]") @NotEmpty @Size(max = 20)
        List<@NotNull @KnownScope String> scopes,

        @Nullable Instant expiresAt) {

    CreateApiClient.Command toCommand(ApiClientId id, String createdBy) {
        return new CreateApiClient.Command(
                id,
                TypedText.normalized(name),
                scopes.stream().flatMap(scope -> Scope.of(scope).stream()).collect(Collectors.toSet()),
                Optional.ofNullable(expiresAt),
                createdBy);
    }
}
