package dev.parley.local;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Copies headers through the gateway, except hop-by-hop headers (RFC 9110, section 7.6.1). */
final class HopHeaders {

    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /**
     * The length and target of a message: never dropped because its sender names them in {@code Connection}, and never
     * copied.
     */
    private static final Set<String> OURS = Set.of("content-length", "host", "expect");

    /** The gateway's headers about the caller: copied even if the caller names them in {@code Connection}. */
    private static final Set<String> ALWAYS_COPIED = Set.of("x-forwarded-for", "x-request-id");

    private HopHeaders() {}

    /** Copies {@code from} to {@code to}, except the length, which each side sets itself. */
    static void copy(MultiMap from, MultiMap to) {
        Set<String> left = new HashSet<>(HOP_BY_HOP);
        left.addAll(OURS);
        for (String named : from.getAll(HttpHeaders.CONNECTION)) {
            for (String name : named.split(",", -1)) {
                left.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        left.removeAll(ALWAYS_COPIED);
        for (Map.Entry<String, String> header : from) {
            if (!left.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                to.add(header.getKey(), header.getValue());
            }
        }
    }
}
