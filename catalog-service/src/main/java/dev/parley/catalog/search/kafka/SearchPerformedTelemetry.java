package dev.parley.catalog.search.kafka;

import dev.parley.catalog.search.application.ProductQuery;
import dev.parley.catalog.search.application.SearchTelemetry;
import dev.parley.platform.events.EventType;
import dev.parley.platform.events.Telemetry;
import dev.parley.platform.id.Ids;
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
            String source,
            long tookMillis,
            Instant at) {}

    @Override
    public void performed(ProductQuery query, long results, String asker, String source, long tookMillis) {
        String searchId = Ids.next();
        telemetry.send(
                "activity.searches",
                searchId,
                new SearchPerformedV1(
                        searchId,
                        query.text(),
                        query.filters(),
                        results,
                        id(asker, "user:"),
                        id(asker, "guest:"),
                        source,
                        tookMillis,
                        clock.instant()));
    }

    private static @Nullable String id(String asker, String kind) {
        return asker.startsWith(kind) ? asker.substring(kind.length()) : null;
    }
}
