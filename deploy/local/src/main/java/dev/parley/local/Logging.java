package dev.parley.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.logging.LogManager;

/** The log configuration of these programs: one line per message, and only warnings of Kafka. */
final class Logging {

    private Logging() {}

    static void configure() {
        try (InputStream settings = Logging.class.getResourceAsStream("/parley-logging.properties")) {
            LogManager.getLogManager().readConfiguration(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
