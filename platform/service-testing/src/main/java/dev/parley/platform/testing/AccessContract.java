package dev.parley.platform.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.events.EventJson;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.AccessCheck.Answer;
import dev.parley.platform.testing.AccessTable.Row;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Checks {@code contracts/access/<service>.md}, the callers of every endpoint: the file must agree with the annotations
 * and with the responses of the running service. A service's {@code AccessTest} is a {@code @QuarkusTest} that extends
 * this; {@code -Dparley.contracts.write=true} writes the file.
 *
 * <p>Every endpoint is called as every kind of caller, with unknown ids and a nearly empty body. A caller who is not
 * allowed must be refused by the platform: 401 without a token, else 403. A caller who is allowed may get any other
 * response.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // reads all endpoints once
public abstract class AccessContract {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Pattern PARAMETER = Pattern.compile("\\{\\s*[^:}\\s]+\\s*(?::\\s*((?:[^{}]|\\{[^{}]*})+))?}");
    private final String service;
    private final Path file;
    private final List<Endpoint> endpoints;

    /** @param service such as {@code order-service} */
    protected AccessContract(String service) {
        this.service = service;
        this.file = Contracts.file("access").resolve(service + ".md");
        this.endpoints = Endpoint.in("dev.parley." + service.replace("-service", ""), "dev.parley.platform");
    }

    @Test
    void theFileSaysWhatTheCodeSays() throws IOException {
        assertEquals(
                AccessTable.write(service, endpoints),
                page(),
                "run with -Dparley.contracts.write=true, review the changed access, and commit the file");
    }

    @Test
    void everyEndpointAnswersEveryCallerAsTheFileSays() throws Exception {
        List<Row> rows = AccessTable.read(page());
        assertFalse(rows.isEmpty());
        List<String> wrong = new ArrayList<>();
        for (Row row : rows) {
            wrong.addAll(AccessCheck.violations(row, this::call));
        }
        assertEquals(List.of(), wrong);
    }

    /** An empty body and the JSON {@code null} are invalid input, or ignored; never an internal error. */
    @Test
    void noEndpointStumblesOverABodyThatIsNone() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Row row : AccessTable.read(page())) {
            Optional<CallerKind> allowed = CallerKind.MOST_LIKELY.stream()
                    .filter(row.allowed()::contains)
                    .findFirst();
            if (allowed.isPresent() && hasBody(row)) {
                for (String none : List.of("", "null")) {
                    Answer answer = call(row, allowed.get().token("enterprise"), none);
                    if (answer.status() == 500) {
                        wrong.add(row.method() + " " + row.path() + " with '" + none + "': " + answer);
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** Text of a mebibyte in any field of any body is refused as invalid, and at once: no check may take long on it. */
    @Test
    void longTextIsRefusedAtOnce() throws Exception {
        LongTexts texts = new LongTexts(EventJson.tree(RestAssured.given()
                .queryParam("format", "json")
                .get("/q/openapi")
                .asByteArray()));
        List<String> wrong = new ArrayList<>();
        for (Row row : AccessTable.read(page())) {
            Optional<CallerKind> allowed = CallerKind.MOST_LIKELY.stream()
                    .filter(row.allowed()::contains)
                    .findFirst();
            if (allowed.isPresent()) {
                for (LongTexts.Body body : texts.of(row.method(), row.path())) {
                    refusesAtOnce(row, allowed.get(), body).ifPresent(wrong::add);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** A busy machine gets three attempts; a slow check is slow in each. */
    private Optional<String> refusesAtOnce(Row row, CallerKind who, LongTexts.Body body) throws Exception {
        Answer answer = null;
        long millis = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 3 && millis > AT_ONCE.toMillis(); attempt++) {
            long start = System.nanoTime();
            answer = call(row, who.token("enterprise"), body.json());
            millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        }
        boolean refused = answer != null && (answer.status() == 400 || answer.status() == 422);
        return refused && millis <= AT_ONCE.toMillis()
                ? Optional.empty()
                : Optional.of(row.method() + " " + row.path() + " with " + body.what() + ": " + answer + " after "
                        + millis + " ms");
    }

    private String page() throws IOException {
        if (Boolean.getBoolean(Contracts.WRITE)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, AccessTable.write(service, endpoints));
        }
        return Files.readString(file);
    }

    private Answer call(Row row, Optional<String> token) throws IOException, InterruptedException {
        return call(row, token, typeOf(row).endsWith("json") ? "{}" : "");
    }

    private Answer call(Row row, Optional<String> token, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + madeUp(row.path())))
                .timeout(TIMEOUT)
                // each from an address of its own, because rate limits count by address
                .header("X-Forwarded-For", "10.7." + anyByte() + "." + anyByte())
                .method(row.method(), BodyPublishers.noBody());
        if (hasBody(row)) {
            request.header("Content-Type", typeOf(row)).method(row.method(), BodyPublishers.ofString(body));
        }
        if (row.method().equals("POST") && !body.isEmpty()) {
            request.header("Idempotency-Key", Ids.next());
        }
        token.ifPresent(theirs -> request.header("Authorization", "Bearer " + believed(theirs)));
        // the status arrives with the headers; an endless stream is not awaited
        HttpResponse<Stream<String>> response = HTTP.send(request.build(), BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            return new Answer(
                    response.statusCode(), response.statusCode() < 400 ? "" : slug(String.join("\n", lines.toList())));
        }
    }

    private static boolean hasBody(Row row) {
        return !Set.of("GET", "HEAD", "DELETE").contains(row.method());
    }

    private String typeOf(Row row) {
        return consumes().getOrDefault(row.method() + " " + row.path(), "application/json");
    }

    /**
     * The token in the form that this service accepts: another one with the same claims, where it does not trust the
     * tests' key.
     */
    protected String believed(String token) {
        return token;
    }

    private Map<String, String> consumes() {
        Map<String, String> consumes = new TreeMap<>();
        endpoints.forEach(endpoint -> consumes.put(endpoint.method() + " " + endpoint.path(), endpoint.consumes()));
        return consumes;
    }

    private static String slug(String problem) {
        try {
            String type = JSON.readTree(problem).path("type").asText();
            return type.substring(type.lastIndexOf('/') + 1);
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    /** The path with a nonexistent id for each parameter. */
    private static String madeUp(String path) {
        return PARAMETER.matcher(path).replaceAll(parameter -> Matcher.quoteReplacement(valueFor(parameter.group(1))));
    }

    private static String valueFor(String form) {
        return Stream.of(Ids.next(), "1", "a")
                .filter(value -> form == null || value.matches(form.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No value for " + form + " is known here"));
    }

    private static int anyByte() {
        return ThreadLocalRandom.current().nextInt(256);
    }
}
