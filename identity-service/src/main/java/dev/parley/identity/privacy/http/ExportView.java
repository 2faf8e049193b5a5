package dev.parley.identity.privacy.http;

import dev.parley.identity.privacy.application.Export;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A running export.
 *
 * @param waitingFor services whose part is missing; an unavailable service is asked again
 */
@Schema(name = "Export", example = """
        {"id":"0199d1c0-0000-7000-8000-000000000071","status":"pending","waitingFor":["chat-service"],"createdAt":"2026-01-15T10:30:00Z","expiresAt":"2026-01-16T10:30:00Z"}""")
public record ExportView(
        String id,
        @Schema(enumeration = {"pending", "ready"}) String status,
        List<String> waitingFor,
        Instant createdAt,
        Instant expiresAt) {

    static ExportView from(Export export, List<String> waitingFor) {
        return new ExportView(
                export.id().value(),
                export.ready() ? "ready" : "pending",
                waitingFor,
                export.createdAt(),
                export.expiresAt());
    }
}
