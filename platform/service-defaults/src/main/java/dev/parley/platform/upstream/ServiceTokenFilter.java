package dev.parley.platform.upstream;

import dev.parley.platform.http.RequestIds;
import jakarta.inject.Singleton;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * Adds this service's token and the request id to calls to other services, and discards the token when the response is
 * 401. ({@code traceparent} is added by OpenTelemetry.)
 */
@Singleton
public class ServiceTokenFilter implements ClientRequestFilter, ClientResponseFilter {

    private static final String BEARER = "Bearer ";

    private final ServiceTokens tokens;

    ServiceTokenFilter(ServiceTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public void filter(ClientRequestContext request) {
        request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, BEARER + tokens.bearer());
        RequestIds.current().ifPresent(id -> request.getHeaders().putSingle(RequestIds.HEADER, id));
    }

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) {
        String shown = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (response.getStatus() == Upstream.UNAUTHORIZED && shown != null && shown.startsWith(BEARER)) {
            tokens.drop(shown.substring(BEARER.length()));
        }
    }
}
