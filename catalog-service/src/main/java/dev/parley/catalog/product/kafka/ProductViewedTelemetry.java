package dev.parley.catalog.product.kafka;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.product.application.RecordProductView;
import dev.parley.platform.events.EventType;
import dev.parley.platform.events.Telemetry;
import dev.parley.platform.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Publishes product views as telemetry. */
@ApplicationScoped
public class ProductViewedTelemetry implements RecordProductView {

    private final Telemetry telemetry;
    private final Clock clock;

    ProductViewedTelemetry(Telemetry telemetry, Clock clock) {
        this.telemetry = telemetry;
        this.clock = clock;
    }

    @EventType("dev.parley.product.viewed.v1")
    public record ProductViewedV1(
            String productId,
            @Nullable String userId,
            @Nullable String anonymousId,
            @Nullable String sessionId,
            @Nullable String searchId,
            @Nullable Integer position,
            Instant at) {}

    @Override
    public void handle(ProductId productId, Caller caller, Origin origin) {
        if (!caller.isService()) {
            telemetry.send(
                    "activity.searches",
                    productId.value(),
                    new ProductViewedV1(
                            productId.value(),
                            caller.isUser() ? caller.id() : null,
                            caller.isGuest() ? caller.id() : null,
                            origin.sessionId().orElse(null),
                            origin.searchId().orElse(null),
                            origin.position().isPresent() ? origin.position().getAsInt() : null,
                            clock.instant()));
        }
    }
}
