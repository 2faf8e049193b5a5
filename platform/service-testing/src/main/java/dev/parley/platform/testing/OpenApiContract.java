package dev.parley.platform.testing;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaMethod;
import dev.parley.platform.openapi.ProblemTypes;
import dev.parley.platform.testing.OpenApiFile.Operation;
import dev.parley.platform.testing.ThrownProblems.Slugs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Checks that {@code contracts/openapi/<service>.yaml} is the service's response at {@code /q/openapi}, and
 * {@code contracts/openapi/internal/<service>.yaml} that at {@code /q/openapi-internal}. Both must be valid, have an
 * example of every body, declare every problem that the code throws, and break no client of
 * {@code contracts/openapi/released/<service>.yaml}. A service's {@code OpenApiTest} is a {@code @QuarkusTest} that
 * extends this; {@code -Dparley.contracts.write=true} writes the files.
 */
public abstract class OpenApiContract {

    private static final Path FILES = Contracts.file("openapi");

    private final String service;

    /** @param service such as {@code order-service} */
    protected OpenApiContract(String service) {
        this.service = service;
    }

    /** The published file. */
    private Path published() {
        return FILES.resolve(service + ".yaml");
    }

    private Path internal() {
        return FILES.resolve("internal").resolve(service + ".yaml");
    }

    @BeforeEach
    void writeFiles() throws IOException {
        if (Boolean.getBoolean(Contracts.WRITE)) {
            Files.createDirectories(internal().getParent());
            Files.writeString(published(), served("/q/openapi"));
            Files.writeString(internal(), served("/q/openapi-internal"));
        }
    }

    @Test
    void theFilesSayWhatTheServiceDoes() throws IOException {
        String how = "run with -Dparley.contracts.write=true and commit the file";
        assertEquals(Files.readString(published()), served("/q/openapi"), how);
        assertEquals(Files.readString(internal()), served("/q/openapi-internal"), how);
    }

    private static String served(String path) {
        return given().get(path).then().statusCode(200).extract().asString();
    }

    @Test
    void theFilesAreValid() {
        assertEquals(List.of(), OpenApiFile.read(published()).violations());
        assertEquals(List.of(), OpenApiFile.read(internal()).violations());
    }

    @Test
    void everyBodyIsShownByAnExampleOfItsOwn() {
        assertEquals(List.of(), OpenApiFile.read(published()).badExamples());
        assertEquals(List.of(), OpenApiFile.read(internal()).badExamples());
    }

    @Test
    void breaksNoClientOfTheReleasedFile() {
        OpenApiFile released = OpenApiFile.read(FILES.resolve("released").resolve(service + ".yaml"));
        OpenApiFile current = OpenApiFile.read(published());
        List<String> breaking = BreakingChanges.between(released, current);
        assertTrue(
                breaking.isEmpty() || major(current) > major(released),
                () -> "breaking changes need another quarkus.smallrye-openapi.info-version: " + breaking);
    }

    private static int major(OpenApiFile file) {
        return Integer.parseInt(file.node().at("/info/version").asText().split("\\.")[0]);
    }

    /**
     * A problem that the code can reach and that cannot happen is listed with its reason in
     * {@code src/test/resources/impossible-problems.txt}: {@code post /v1/orders not-found}.
     */
    @Test
    void theProblemsOfEveryEndpointAreThoseThatItsCodeThrows() throws IOException {
        List<String> wrong = new ArrayList<>();
        Map<String, Set<String>> documented = new HashMap<>();
        for (OpenApiFile file : List.of(OpenApiFile.read(published()), OpenApiFile.read(internal()))) {
            file.operations().forEach(operation -> documented.put(operation.name(), documented(file, operation)));
        }
        Set<String> impossible = impossible();
        ThrownProblems thrown =
                new ThrownProblems("dev.parley." + service.replace("-service", ""), "dev.parley.platform");
        thrown.endpoints().forEach(method -> {
            Endpoint endpoint = Endpoint.of(method);
            String name = endpoint.method().toLowerCase(Locale.ROOT) + " " + endpoint.pathTemplate();
            Set<String> says = documented.get(name);
            if (says != null) {
                Slugs reached = thrown.of(method);
                reached.ofRules().stream()
                        .filter(slug -> !says.contains(slug) && !impossible.contains(name + " " + slug))
                        .forEach(slug -> wrong.add(name + " can respond with " + slug + " without declaring it"));
                declared(method).stream()
                        .filter(slug -> !reached.contains(slug))
                        .forEach(slug -> wrong.add(name + " never responds with " + slug));
            }
        });
        assertEquals(List.of(), wrong);
    }

    private static Set<String> impossible() throws IOException {
        Path file = Path.of("src/test/resources/impossible-problems.txt");
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .map(line -> line.replaceAll("\\s*#.*", ""))
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private static Set<String> declared(JavaMethod method) {
        return method.tryGetAnnotationOfType(ProblemTypes.class)
                .map(types -> Set.copyOf(Arrays.asList(types.value())))
                .orElse(Set.of());
    }

    private static Set<String> documented(OpenApiFile file, Operation operation) {
        Set<String> slugs = new TreeSet<>();
        operation
                .node()
                .path("responses")
                .forEach(answer -> file.resolve(answer)
                        .path("content")
                        .path("application/problem+json")
                        .path("examples")
                        .fieldNames()
                        .forEachRemaining(slugs::add));
        return slugs;
    }
}
