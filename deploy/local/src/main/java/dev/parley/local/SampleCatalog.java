package dev.parley.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The sample products: one feed per marketplace, imported once. */
final class SampleCatalog {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final Settings settings;
    private final Terminal terminal;

    SampleCatalog(Settings settings, Terminal terminal) {
        this.settings = settings;
        this.terminal = terminal;
    }

    /** Imports the feeds, unless an earlier start has done so for the same documents. */
    void loadOnce(Api operator) {
        String documents = settings.mongodbUri() + " "
                + settings.value("PARLEY_DATABASE_PREFIX").orElse("");
        if (loadedInto().contains(documents)) {
            return;
        }
        Map<String, String> imports = new TreeMap<>();
        feeds().forEach((marketplace, feed) -> imports.put(
                marketplace,
                operator.post("/v1/imports?marketplace=" + marketplace, feed, "text/tab-separated-values")
                        .expecting(202)
                        .path("id")
                        .asText()));
        long products = imports.entrySet().stream()
                .mapToLong(started -> rowsAccepted(operator, started.getKey(), started.getValue()))
                .sum();
        terminal.progress("sample catalog: " + products + " rows of " + imports.size() + " marketplaces imported");
        remember(documents);
    }

    private List<String> loadedInto() {
        try {
            return Files.exists(mark()) ? Files.readAllLines(mark()) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remember(String documents) {
        try {
            Files.createDirectories(mark().getParent());
            Files.writeString(mark(), documents + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path mark() {
        return settings.state().resolve("data/samples-loaded");
    }

    private Map<String, Path> feeds() {
        Map<String, Path> feeds = new TreeMap<>();
        try (Stream<Path> files = Files.list(settings.root().resolve("deploy/local/samples"))) {
            files.filter(file -> file.toString().endsWith(".tsv"))
                    .forEach(file -> feeds.put(file.getFileName().toString().replace(".tsv", ""), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return feeds;
    }

    private static long rowsAccepted(Api operator, String marketplace, String id) {
        List<JsonNode> answers = new ArrayList<>();
        boolean ended = Readiness.await(
                () -> {
                    answers.add(operator.get("/v1/imports/" + id).expecting(200));
                    return answers.getLast().hasNonNull("finishedAt");
                },
                () -> false,
                TIMEOUT);
        JsonNode last = answers.getLast();
        if (!ended || last.path("rowsRejected").asLong() > 0) {
            throw new UserError("The sample feed of " + marketplace + " was not imported: " + last);
        }
        return last.path("rowsAccepted").asLong();
    }
}
