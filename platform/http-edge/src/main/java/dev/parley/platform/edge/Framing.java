package dev.parley.platform.edge;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Refuses request heads for which two servers could disagree about where the request ends or which host it addresses
 * (RFC 9112, sections 3.2, 6.1 and 6.3). Netty's decoder refuses some of it already; this class checks all of it.
 */
final class Framing {

    private static final int LONGEST_HOST = 255;
    private static final int LONGEST_LENGTH = 18;

    private Framing() {}

    static Optional<Refusal> violation(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return Optional.of(Refusal.badVersion());
        }
        if (request.method().equals(HttpMethod.CONNECT)) {
            return Optional.of(Refusal.badRequest("This server is not a proxy."));
        }
        return length(request)
                .or(() -> host(request))
                .or(() -> target(request.uri()))
                .or(() -> names(request.headers()))
                .or(() ->
                        request.headers().getAll(HttpHeaderNames.AUTHORIZATION).size() > 1
                                ? Optional.of("There is more than one Authorization header.")
                                : Optional.empty())
                .map(Refusal::badRequest);
    }

    /** The length of the body must be stated once and in one way. */
    private static Optional<String> length(HttpRequest request) {
        HttpHeaders headers = request.headers();
        List<String> lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (lengths.size() > 1 || !lengths.isEmpty() && !isNumber(lengths.getFirst(), LONGEST_LENGTH)) {
            return Optional.of("Content-Length must be one whole number.");
        }
        if (codings.isEmpty()) {
            return Optional.empty();
        }
        if (!lengths.isEmpty()) {
            return Optional.of("Content-Length and Transfer-Encoding exclude each other.");
        }
        if (request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            return Optional.of("HTTP/1.0 has no Transfer-Encoding.");
        }
        return codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked")
                ? Optional.empty()
                : Optional.of("Transfer-Encoding must be chunked and nothing else.");
    }

    private static Optional<String> host(HttpRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.isEmpty()) {
            return request.protocolVersion().equals(HttpVersion.HTTP_1_0)
                    ? Optional.empty()
                    : Optional.of("The Host header is missing.");
        }
        return hosts.size() == 1 && isHost(hosts.getFirst())
                ? Optional.empty()
                : Optional.of("Host must be one name or address, with or without a port.");
    }

    private static Optional<String> names(HttpHeaders headers) {
        Iterator<Map.Entry<CharSequence, CharSequence>> each = headers.iteratorCharSequence();
        while (each.hasNext()) {
            if (each.next().getKey().isEmpty()) {
                return Optional.of("A header has no name.");
            }
        }
        return Optional.empty();
    }

    /** Printable ASCII without blanks: everything else must be percent-encoded in a URI. */
    private static Optional<String> target(String uri) {
        return !uri.isEmpty() && uri.chars().allMatch(c -> c > 0x20 && c < 0x7f)
                ? Optional.empty()
                : Optional.of("The request target has characters that must be percent-encoded.");
    }

    private static boolean isHost(String host) {
        int bracket = host.lastIndexOf(']');
        int colon = host.indexOf(':', Math.max(0, bracket));
        String name = colon < 0 ? host : host.substring(0, colon);
        boolean literal = name.startsWith("[") && name.endsWith("]") && name.length() > 2;
        String inside = literal ? name.substring(1, name.length() - 1) : name;
        return !inside.isEmpty()
                && host.length() <= LONGEST_HOST
                && inside.chars().allMatch(c -> isHostCharacter(c) || literal && c == ':')
                && (colon < 0 || isPort(host.substring(colon + 1)));
    }

    private static boolean isHostCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_';
    }

    private static boolean isPort(String port) {
        return isNumber(port, 5) && Integer.parseInt(port) <= 65_535;
    }

    private static boolean isNumber(String text, int digits) {
        return !text.isEmpty() && text.length() <= digits && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
