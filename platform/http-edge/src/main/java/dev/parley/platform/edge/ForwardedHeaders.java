package dev.parley.platform.edge;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Removes malformed {@code X-Forwarded-*} headers, to which Quarkus would respond with 500, and all but the last entry
 * of {@code X-Forwarded-For}: the last is the nearest proxy's, earlier ones may be forged by the client.
 */
final class ForwardedHeaders {

    private static final String FOR = "X-Forwarded-For";

    private ForwardedHeaders() {}

    static void clean(HttpHeaders headers) {
        if (headers.contains(FOR)) {
            String last = lastEntry(headers.getAll(FOR).getLast());
            if (isAddress(last)) {
                headers.set(FOR, last);
            } else {
                headers.remove(FOR);
            }
        }
        keepIf(headers, "X-Forwarded-Proto", value -> value.equals("http") || value.equals("https"));
        keepIf(headers, "X-Forwarded-Ssl", value -> value.equals("on") || value.equals("off"));
        keepIf(headers, "X-Forwarded-Port", ForwardedHeaders::isPort);
    }

    private static String lastEntry(String line) {
        return line.substring(line.lastIndexOf(',') + 1).strip();
    }

    private static void keepIf(HttpHeaders headers, String name, Predicate<String> sane) {
        List<String> values = headers.getAll(name);
        if (!values.isEmpty()
                && (values.size() > 1 || !sane.test(values.getFirst().toLowerCase(Locale.ROOT)))) {
            headers.remove(name);
        }
    }

    private static boolean isAddress(String entry) {
        return NetUtil.isValidIpV4Address(entry) || NetUtil.isValidIpV6Address(entry);
    }

    private static boolean isPort(String value) {
        return !value.isEmpty()
                && value.length() <= 5
                && value.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(value) <= 65_535;
    }
}
