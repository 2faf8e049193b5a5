package dev.parley.local;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Maps paths to services. Paths without a rule, such as {@code /internal} and {@code /q}, are not routed. */
final class Routes {

    private static final String PREFIX = "/v1/";
    private static final Set<String> KEY_PATHS = Set.of(
            "/.well-known/jwks.json", "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server");
    private static final Map<Service, Set<String>> SEGMENTS = Map.of(
            Service.IDENTITY, Set.of("auth", "users", "api-clients"),
            Service.CATALOG, Set.of("products", "categories", "inventory", "imports", "search"),
            Service.CART, Set.of("cart", "wishlists", "discounts"),
            Service.ORDER, Set.of("orders", "returns", "payments"),
            Service.CHAT,
                    Set.of(
                            "sessions",
                            "conversations",
                            "memories",
                            "flows",
                            "flow-runs",
                            "training-sessions",
                            "exercises",
                            "files",
                            "jobs",
                            "content-projects",
                            "destinations",
                            "content-links",
                            "pages",
                            "chat"),
            Service.ANALYTICS, Set.of("events", "analytics", "search-logs", "activity"));
    private static final Pattern SEPARATOR = Pattern.compile("[/\\\\]");

    private final Map<Service, SocketAddress> upstreams;

    sealed interface Target {
        /** The service that listens at {@code upstream}. */
        record To(SocketAddress upstream) implements Target {}

        record Nowhere() implements Target {}

        /** A path that two servers could interpret differently. */
        record Malformed() implements Target {}
    }

    Routes(Map<Service, SocketAddress> upstreams) {
        this.upstreams = Map.copyOf(upstreams);
    }

    Target of(String path) {
        if (climbs(path)) {
            return new Target.Malformed();
        }
        return serviceFor(path)
                .flatMap(service -> Optional.ofNullable(upstreams.get(service)))
                .<Target>map(Target.To::new)
                .orElseGet(Target.Nowhere::new);
    }

    /** Only path and query: the form that an origin server expects (RFC 9112, section 3.2.1). */
    static String originForm(HttpServerRequest request) {
        String uri = request.uri();
        if (uri.startsWith("/")) {
            return uri;
        }
        return request.query() == null ? request.path() : request.path() + "?" + request.query();
    }

    private static Optional<Service> serviceFor(String path) {
        if (KEY_PATHS.contains(path)) {
            return Optional.of(Service.IDENTITY);
        }
        if (!path.startsWith(PREFIX)) {
            return Optional.empty();
        }
        int end = path.indexOf('/', PREFIX.length());
        String segment = path.substring(PREFIX.length(), end < 0 ? path.length() : end);
        return SEGMENTS.entrySet().stream()
                .filter(service -> service.getValue().contains(segment))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Whether a server that normalizes the path could resolve it to something else than its first segments. */
    private static boolean climbs(String path) {
        String decoded;
        try {
            decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            return true;
        }
        return SEPARATOR
                .splitAsStream(decoded)
                .map(segment -> segment.replaceFirst(";.*", ""))
                .anyMatch(segment -> segment.equals(".") || segment.equals(".."));
    }
}
