package dev.parley.platform.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Locates the contracts folder of the checkout. */
final class Contracts {

    /** Set to {@code true} to write the contract files instead of comparing with them. */
    static final String WRITE = "parley.contracts.write";

    private Contracts() {}

    /** The service that owns the topic; the first one if every service may write to it. */
    static String publisherOf(String topic) {
        try {
            JsonNode contract = new YAMLMapper().readTree(file("topics.yaml").toFile());
            for (JsonNode entry : contract.get("topics")) {
                if (entry.get("name").asText().equals(topic)) {
                    String publisher = entry.get("publisher").asText();
                    return publisher.equals("every service")
                            ? contract.get("services").get(0).asText()
                            : publisher;
                }
            }
            throw new IllegalArgumentException("contracts/topics.yaml does not name " + topic);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path file(String name) {
        return Path.of(System.getProperty("parley.root", ".."), "contracts").resolve(name);
    }
}
