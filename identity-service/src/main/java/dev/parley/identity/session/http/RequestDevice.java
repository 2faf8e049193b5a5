package dev.parley.identity.session.http;

import dev.parley.identity.session.application.CurrentDevice;
import dev.parley.identity.session.domain.Device;
import dev.parley.platform.http.ClientAddress;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class RequestDevice implements CurrentDevice {

    private final CurrentVertxRequest current;
    private final ClientAddress address;

    RequestDevice(CurrentVertxRequest current, ClientAddress address) {
        this.current = current;
        this.address = address;
    }

    @Override
    public Device get() {
        if (!Arc.container().requestContext().isActive() || current.getCurrent() == null) {
            return Device.UNKNOWN;
        }
        return new Device(current.getCurrent().request().getHeader("User-Agent"), address.get());
    }
}
