package dev.parley.catalog.search.domain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The synonyms that Parley ships. */
public final class DefaultSynonyms {

    private static final String FILE = "/search/synonyms.txt";

    private DefaultSynonyms() {}

    /** The groups of phrases. */
    public static List<List<String>> groups() {
        try (InputStream file = Objects.requireNonNull(DefaultSynonyms.class.getResourceAsStream(FILE))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line ->
                            Arrays.stream(line.split(",")).map(String::strip).toList())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
