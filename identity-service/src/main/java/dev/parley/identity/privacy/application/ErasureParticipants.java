package dev.parley.identity.privacy.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The services that hold personal data or declare that they hold none: {@code contracts/erasure.txt}, which is packaged
 * into this service.
 */
@ApplicationScoped
public class ErasureParticipants {

    private static final String FILE = "/contracts/erasure.txt";

    private final List<String> services = read();

    public List<String> services() {
        return services;
    }

    private static List<String> read() {
        try (InputStream file = ErasureParticipants.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("Missing resource: " + FILE);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
