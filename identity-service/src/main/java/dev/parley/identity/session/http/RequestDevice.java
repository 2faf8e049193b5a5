package dev.parley.identity.session.http;

import dev.parley.identity.session.application.CurrentDevice;
import dev.parley.identity.session.domain.Device;
import dev.parley.platform.http.RequestOrigin;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class RequestDevice implements CurrentDevice {

    private final RequestOrigin origin;

    RequestDevice(RequestOrigin origin) {
        this.origin = origin;
    }

    @Override
    public Device get() {
        return new Device(origin.agent().orElse(null), origin.address().orElse(null));
    }

    @Override
    public String network() {
        return origin.network().orElse("unknown");
    }
}
