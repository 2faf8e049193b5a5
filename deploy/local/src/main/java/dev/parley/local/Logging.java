package dev.parley.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.logging.LogManager;

/** What the libraries of these programs may say: a line each, and of Kafka the warnings only. */
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
