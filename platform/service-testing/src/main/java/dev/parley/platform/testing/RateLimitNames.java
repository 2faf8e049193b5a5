package dev.parley.platform.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/** The names of rate limits with a default, in the platform's or the service's own configuration. */
final class RateLimitNames {

    private static final String PREFIX = "parley.rate-limits.";
    private static final Set<String> CONFIGURED = read();

    private RateLimitNames() {}

    static boolean isConfigured(String name) {
        return CONFIGURED.contains(name);
    }

    private static Set<String> read() {
        Properties all = new Properties();
        try {
            for (String file : List.of("META-INF/microprofile-config.properties", "application.properties")) {
                for (URL url :
                        Collections.list(RateLimitNames.class.getClassLoader().getResources(file))) {
                    try (InputStream properties = url.openStream()) {
                        all.load(properties);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.stringPropertyNames().stream()
                .filter(name -> name.startsWith(PREFIX))
                .map(name -> name.substring(PREFIX.length()))
                .collect(Collectors.toSet());
    }
}
