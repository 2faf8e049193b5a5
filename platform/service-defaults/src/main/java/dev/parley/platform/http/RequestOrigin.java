package dev.parley.platform.http;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet4Address;
import java.util.Optional;
import java.util.regex.Pattern;

/** The origin of the current request. May be injected anywhere; empty outside of a request. */
@ApplicationScoped
public class RequestOrigin {

    private static final int LONGEST_AGENT = 200;
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]+");
    private static final Pattern SPACES = Pattern.compile(" {2,}");

    private final CurrentVertxRequest current;

    RequestOrigin(CurrentVertxRequest current) {
        this.current = current;
    }

    /** The client's IP address, as the gateway reports it. */
    public Optional<String> address() {
        return request()
                .map(RequestOrigin::seen)
                .flatMap(told -> IpNetwork.address(told)
                        .map(address -> address instanceof Inet4Address ? address.getHostAddress() : told));
    }

    /**
     * The network of that address, for logs and for counting by origin: {@code 192.0.2.0/24}, or the {@code /64} of an
     * IPv6 address.
     */
    public Optional<String> network() {
        return request().flatMap(RequestOrigin::network);
    }

    static Optional<String> network(HttpServerRequest request) {
        return IpNetwork.address(seen(request)).map(IpNetwork::network);
    }

    /** The client as rate limits count it: its IPv4 address or the {@code /64} of its IPv6 address. */
    static String customer(HttpServerRequest request) {
        return IpNetwork.address(seen(request)).map(IpNetwork::customer).orElse("unknown");
    }

    /** The client's {@code User-Agent}: printable ASCII, at most 200 characters. */
    public Optional<String> agent() {
        return request()
                .map(request -> request.getHeader(HttpHeaders.USER_AGENT))
                .map(RequestOrigin::clean)
                .filter(agent -> !agent.isEmpty());
    }

    /** The origin as the trusted proxy reports it: the last entry; earlier ones may be forged by the client. */
    private static String seen(HttpServerRequest request) {
        String told = request.getHeader("X-Forwarded-For");
        String seen = request.remoteAddress().hostAddress();
        String peer = request.connection().remoteAddress().hostAddress();
        if (seen == null) {
            return peer; // the reported origin is not an address
        }
        return told != null && !seen.equals(peer)
                ? told.substring(told.lastIndexOf(',') + 1).strip()
                : seen;
    }

    private static String clean(String agent) {
        String printable = SPACES.matcher(UNPRINTABLE.matcher(agent).replaceAll(" "))
                .replaceAll(" ")
                .strip();
        return printable.substring(0, Math.min(printable.length(), LONGEST_AGENT));
    }

    private Optional<HttpServerRequest> request() {
        return Arc.container().requestContext().isActive()
                ? Optional.ofNullable(current.getCurrent()).map(RoutingContext::request)
                : Optional.empty();
    }
}
