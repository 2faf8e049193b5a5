package dev.parley.platform.edge;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Removes malformed {@code X-Forwarded-*} headers, which Quarkus would answer with 500. */
final class ForwardedHeaders {

    private static final String FOR = "X-Forwarded-For";

    private ForwardedHeaders() {}

    static void clean(HttpHeaders headers) {
        if (headers.contains(FOR)) {
            List<String> entries = headers.getAll(FOR).stream()
                    .flatMap(line -> Stream.of(line.split(",", -1)))
                    .map(String::strip)
                    .toList();
            if (entries.stream().allMatch(ForwardedHeaders::isAddress)) {
                headers.set(FOR, String.join(", ", entries));
            } else {
                headers.remove(FOR);
            }
        }
        keepIf(headers, "X-Forwarded-Proto", value -> value.equals("http") || value.equals("https"));
        keepIf(headers, "X-Forwarded-Ssl", value -> value.equals("on") || value.equals("off"));
        keepIf(headers, "X-Forwarded-Port", ForwardedHeaders::isPort);
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
