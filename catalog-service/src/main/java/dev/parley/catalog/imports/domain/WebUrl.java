package dev.parley.catalog.imports.domain;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Reads URLs as browsers do: what a person copies from the address bar is one. They are never fetched. */
final class WebUrl {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int LONGEST_HOST = 253;
    private static final int HIGHEST_PORT = 65_535;

    /** Encoded by browsers in paths; a percent sign is not. */
    private static final String ENCODED = " \"<>^`{|}";

    private WebUrl() {}

    /** The URL in ASCII; empty when it is none with http or https and a host, or when it holds a user name. */
    static Optional<String> read(String text) {
        String plain = text.strip().replace("\t", "").replace("\n", "").replace("\r", "");
        int colon = plain.indexOf(':');
        String scheme = plain.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") || !plain.startsWith("//", colon + 1)) {
            return Optional.empty();
        }
        int start = colon + 3;
        int end = start;
        while (end < plain.length() && "/?#\\".indexOf(plain.charAt(end)) < 0) {
            end++;
        }
        String rest = plain.substring(end);
        return authority(plain.substring(start, end)).map(authority -> scheme + "://" + authority + encoded(rest));
    }

    private static Optional<String> authority(String text) {
        if (text.indexOf('@') >= 0) {
            return Optional.empty();
        }
        int colon = text.startsWith("[") ? text.indexOf("]:") + 1 : text.indexOf(':');
        String host = colon > 0 ? text.substring(0, colon) : text;
        String port = colon > 0 ? text.substring(colon + 1) : "";
        return isPort(port) ? host(host).map(ascii -> port.isEmpty() ? ascii : ascii + ":" + port) : Optional.empty();
    }

    private static boolean isPort(String port) {
        return port.length() <= 5
                && port.chars().allMatch(c -> c >= '0' && c <= '9')
                && (port.isEmpty() || Integer.parseInt(port) <= HIGHEST_PORT);
    }

    private static Optional<String> host(String host) {
        if (host.startsWith("[")) {
            boolean address = host.endsWith("]")
                    && host.length() > 3
                    && host.chars()
                            .skip(1)
                            .limit(host.length() - 2L)
                            .allMatch(c -> Character.digit(c, 16) >= 0 || c == ':' || c == '.');
            return address ? Optional.of(host) : Optional.empty();
        }
        if (host.length() > LONGEST_HOST) {
            return Optional.empty();
        }
        try {
            String ascii = isAscii(host)
                    ? host
                    : IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            boolean named = !ascii.isEmpty()
                    && ascii.length() <= LONGEST_HOST
                    && !ascii.startsWith(".")
                    && !ascii.contains("..")
                    && ascii.chars().allMatch(WebUrl::isOfHost);
            return named ? Optional.of(ascii) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isOfHost(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.';
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static String encoded(String rest) {
        StringBuilder url = new StringBuilder(rest.length());
        boolean inPath = true;
        for (int i = 0; i < rest.length(); i = rest.offsetByCodePoints(i, 1)) {
            int c = rest.codePointAt(i);
            inPath &= c != '?' && c != '#';
            if (c == '\\' && inPath) {
                url.append('/');
            } else if (c > ' ' && c < 0x7F && ENCODED.indexOf(c) < 0) {
                url.append((char) c);
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    url.append('%').append(HEX.toHexDigits(b));
                }
            }
        }
        return url.toString();
    }
}
