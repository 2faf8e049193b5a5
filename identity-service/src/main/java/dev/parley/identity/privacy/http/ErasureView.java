package dev.parley.identity.privacy.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.identity.privacy.application.FindErasure;
import dev.parley.identity.privacy.application.Receipts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The progress of an erasure.
 *
 * @param phase {@code marked}, {@code purged}: some services have not confirmed, or {@code erased}: all have
 * @param purgeAt when it is, or was, due to be purged
 */
@Schema(name = "Erasure", example = """
        {"userId":"0199d1c0-0000-7000-8000-000000000001","phase":"purged","markedAt":"2026-01-15T10:30:00Z","purgeAt":"2026-02-14T10:30:00Z","purgedAt":"2026-02-14T10:31:00Z","services":[
         {"service":"cart-service","confirmed":true,"confirmedAt":"2026-02-14T10:31:01Z","counts":{"carts":2}},{"service":"chat-service","confirmed":false,"counts":{}}]}""")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ErasureView(
        String userId,

        @Schema(enumeration = {"marked", "purged", "erased"})
        String phase,

        Instant markedAt,
        Instant purgeAt,
        @Nullable Instant purgedAt,
        List<ServiceView> services) {

    /**
     * @param repeatedAt when the repeated erasure, a quarter of an hour later, found further items
     * @param repeatedCounts their number by kind
     */
    @Schema(name = "ErasureOfService")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ServiceView(
            String service,
            boolean confirmed,
            @Nullable Instant confirmedAt,
            Map<String, Long> counts,
            @Nullable Instant repeatedAt,
            @Nullable Map<String, Long> repeatedCounts) {

        static ServiceView from(String service, Receipts.Receipt receipt) {
            return new ServiceView(
                    service,
                    receipt.at().isPresent(),
                    receipt.at().orElse(null),
                    receipt.counts(),
                    receipt.repeatedAt().orElse(null),
                    receipt.repeatedAt().isPresent() ? receipt.repeatedCounts() : null);
        }
    }

    public static ErasureView from(FindErasure.Erasure erasure) {
        String phase = erasure.isComplete() ? "erased" : erasure.purgedAt().isPresent() ? "purged" : "marked";
        return new ErasureView(
                erasure.user().value(),
                phase,
                erasure.markedAt(),
                erasure.purgeAt(),
                erasure.purgedAt().orElse(null),
                erasure.services().entrySet().stream()
                        .map(entry -> ServiceView.from(entry.getKey(), entry.getValue()))
                        .toList());
    }
}
