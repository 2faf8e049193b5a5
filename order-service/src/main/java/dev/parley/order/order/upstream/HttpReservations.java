package dev.parley.order.order.upstream;

import dev.parley.order.order.application.Reservations;
import dev.parley.order.order.domain.OrderId;
import dev.parley.platform.upstream.Upstream;
import dev.parley.platform.upstream.UpstreamRefused;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Calls catalog-service over HTTP. */
@ApplicationScoped
class HttpReservations implements Reservations {

    private final CatalogClient catalog;

    HttpReservations(@RestClient CatalogClient catalog) {
        this.catalog = catalog;
    }

    @Override
    public Pin pin(OrderId order) {
        try {
            return Upstream.call("catalog-service", () -> {
                catalog.pin(order.value());
                return Pin.PINNED;
            });
        } catch (UpstreamRefused refused) {
            return switch (refused.status()) {
                case 404 -> Pin.UNKNOWN;
                case 409 -> Pin.ENDED;
                default -> throw refused;
            };
        }
    }
}
