package dev.parley.identity.privacy.application;

import dev.parley.identity.user.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The personal data of a user, gathered from every service at the user's request. {@link Exports} changes it by
 * conditional writes of single fields, so it needs no version.
 *
 * @param parts the number of pieces in which each service's part is stored; without the services whose part is missing
 * @param attempts how often the parts were requested
 * @param ready whether every part is stored
 */
public record Export(
        ExportId id,
        UserId user,
        Map<String, Integer> parts,
        int attempts,
        boolean ready,
        Instant createdAt,
        Instant expiresAt) {

    /** How long it can be downloaded. */
    public static final Duration KEPT = Duration.ofHours(24);

    /** Those of the given services whose part is missing. */
    public List<String> missing(List<String> services) {
        return services.stream().filter(service -> !parts.containsKey(service)).toList();
    }
}
