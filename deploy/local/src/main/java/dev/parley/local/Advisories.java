package dev.parley.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * {@code ./parley advisories}: fails when a library in the bill of materials (CycloneDX, {@code target/bom.json}) has a
 * known vulnerability. Known ones are listed in {@code deploy/advisories/maven.json}; {@code renew} fetches the list
 * again from OSV.
 */
final class Advisories {

    private static final String HELP = """
            advisories          fail when a library in target/bom.json has a known vulnerability
            advisories renew    fetch the known vulnerabilities of these libraries again (needs api.osv.dev)""";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path bom;
    private final Path file;
    private final URI osv;
    private final Clock clock;
    private final Terminal terminal;

    /**
     * The file in the repository.
     *
     * @param renewed the day its advisories were last fetched
     * @param accepted vulnerabilities that do not concern Parley, with the reason
     */
    record Listed(String renewed, List<Accepted> accepted, List<Advisory> advisories) {}

    /** @param until the last day of the acceptance */
    record Accepted(String id, String reason, String until) {}

    /** A library, {@code name} as {@code group:artifact}. */
    record Library(String name, String version) implements Comparable<Library> {
        @Override
        public int compareTo(Library other) {
            return (name + version).compareTo(other.name + other.version);
        }
    }

    Advisories(Settings settings, Terminal terminal) {
        this(
                settings.root().resolve("target/bom.json"),
                settings.root().resolve("deploy/advisories/maven.json"),
                URI.create(settings.value("PARLEY_OSV_URL").orElse("https://api.osv.dev")),
                Clock.systemUTC(),
                terminal);
    }

    Advisories(Path bom, Path file, URI osv, Clock clock, Terminal terminal) {
        this.bom = bom;
        this.file = file;
        this.osv = osv;
        this.clock = clock;
        this.terminal = terminal;
    }

    int run(List<String> arguments) {
        if (arguments.isEmpty()) {
            return check();
        }
        if (arguments.equals(List.of("renew"))) {
            renew();
            return 0;
        }
        throw new UserError(HELP);
    }

    private int check() {
        Set<Library> libraries = libraries();
        Listed listed = read();
        List<String> found = listed.advisories().stream()
                .filter(advisory -> !isAccepted(advisory, listed.accepted()))
                .flatMap(advisory -> libraries.stream()
                        .filter(library -> advisory.affects(library.name(), library.version()))
                        .map(library -> library.name() + " " + library.version() + ": " + advisory.names() + " "
                                + advisory.summary()))
                .sorted()
                .toList();
        found.forEach(terminal::say);
        terminal.say(found.size() + " known vulnerabilities in " + libraries.size() + " libraries; "
                + listed.advisories().size() + " advisories, as of " + listed.renewed());
        return found.isEmpty() ? 0 : 1;
    }

    private boolean isAccepted(Advisory advisory, List<Accepted> accepted) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return accepted.stream()
                .filter(one -> !LocalDate.parse(one.until()).isBefore(today))
                .anyMatch(one ->
                        one.id().equals(advisory.id()) || advisory.aliases().contains(one.id()));
    }

    private void renew() {
        Set<String> names = libraries().stream().map(Library::name).collect(Collectors.toCollection(TreeSet::new));
        Listed before = read();
        List<Advisory> advisories = new Osv(osv, JSON).advisoriesOf(names);
        try {
            JSON.writeValue(
                    file.toFile(),
                    new Listed(
                            LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString(),
                            before.accepted(),
                            advisories));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        terminal.say(advisories.size() + " advisories of " + names.size() + " libraries written to " + file);
    }

    /** The delivered libraries, without Parley's own modules. */
    private Set<Library> libraries() {
        if (!Files.exists(bom)) {
            throw new UserError(bom + " is missing: ./parley sbom makes it.");
        }
        try {
            JsonNode components = JSON.readTree(bom.toFile()).path("components");
            Set<Library> libraries = StreamSupport.stream(components.spliterator(), false)
                    .filter(component -> !component.path("group").asText().equals("dev.parley"))
                    .map(component -> new Library(
                            component.path("group").asText() + ":"
                                    + component.path("name").asText(),
                            component.path("version").asText()))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (libraries.isEmpty()) {
                throw new UserError(bom + " names no library");
            }
            return libraries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Listed read() {
        try {
            Listed listed = JSON.readValue(file.toFile(), Listed.class);
            return new Listed(
                    listed.renewed(),
                    Optional.ofNullable(listed.accepted()).orElse(List.of()),
                    Optional.ofNullable(listed.advisories()).orElse(List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
