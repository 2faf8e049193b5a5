package dev.parley.local;

import java.util.Map;

/** The operator of this machine, as a client of its services. */
final class Operator {

    private Operator() {}

    /** The API through the gateway, with the operator's own token. */
    static Api of(Settings settings, Secrets secrets) {
        return at(settings.gatewayUrl(), settings, secrets);
    }

    /** The API at a service's own port, where its internal endpoints are. */
    static Api at(String origin, Settings settings, Secrets secrets) {
        String token = new Api(settings.url(Service.IDENTITY))
                .post("/internal/token", Map.of("clientId", Secrets.LOCAL, "clientSecret", secrets.of(Secrets.LOCAL)))
                .expecting(200)
                .path("accessToken")
                .asText();
        return new Api(origin).as(token);
    }
}
