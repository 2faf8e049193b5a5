package dev.parley.catalog.search.kafka;

import dev.parley.catalog.search.application.SearchTelemetry;
import dev.parley.platform.events.EventType;
import dev.parley.platform.events.Telemetry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Publishes searches as telemetry. */
@ApplicationScoped
public class SearchPerformedTelemetry implements SearchTelemetry {

    private final Telemetry telemetry;
    private final Clock clock;

    SearchPerformedTelemetry(Telemetry telemetry, Clock clock) {
        this.telemetry = telemetry;
        this.clock = clock;
    }

    @EventType("dev.parley.search.performed.v1")
    public record SearchPerformedV1(
            String searchId,
            String query,
            Map<String, String> filters,
            long results,
            @Nullable String userId,
            @Nullable String anonymousId,
            @Nullable String sessionId,
            @Nullable String type,
            String source,
            long tookMillis,
            Instant at) {}

    @Override
    public void performed(Performed search) {
        telemetry.send(
                "activity.searches",
                search.searchId(),
                new SearchPerformedV1(
                        search.searchId(),
                        search.query().text(),
                        search.query().filters(),
                        search.hits().total(),
                        id(search.asker(), "user:"),
                        id(search.asker(), "guest:"),
                        search.sessionId().orElse(null),
                        search.type(),
                        search.source(),
                        search.tookMillis(),
                        clock.instant()));
    }

    private static @Nullable String id(String asker, String kind) {
        return asker.startsWith(kind) ? asker.substring(kind.length()) : null;
    }
}
