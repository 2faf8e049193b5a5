package dev.parley.platform.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Where the request under way came from. */
@ApplicationScoped
public class ClientAddress {

    private final RoutingContext http;

    ClientAddress(RoutingContext http) {
        this.http = http;
    }

    /** The address as the proxy that is believed saw it: the last entry is its own, those before may be the client's inventions. */
    public String get() {
        HttpServerRequest request = http.request();
        String told = request.getHeader("X-Forwarded-For");
        String seen = request.remoteAddress().hostAddress();
        boolean believed = !seen.equals(request.connection().remoteAddress().hostAddress());
        return believed && told != null
                ? told.substring(told.lastIndexOf(',') + 1).strip()
                : seen;
    }
}
