package dev.parley.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The vulnerability database OSV over HTTP (https://google.github.io/osv.dev/api/). */
final class Osv {

    private static final int QUERIES_AT_ONCE = 500;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI base;
    private final ObjectMapper json;

    Osv(URI base, ObjectMapper json) {
        this.base = base;
        this.json = json;
    }

    /**
     * Every advisory of any version of these Maven packages, ordered by id, without other packages' affected versions.
     *
     * @throws UserError when OSV cannot be reached or responds unexpectedly
     */
    List<Advisory> advisoriesOf(Collection<String> names) {
        Set<String> ids = new TreeSet<>();
        Deque<Query> open = new ArrayDeque<>();
        names.forEach(name -> open.add(new Query(name, "")));
        while (!open.isEmpty()) {
            List<Query> batch = new ArrayList<>();
            while (batch.size() < QUERIES_AT_ONCE && !open.isEmpty()) {
                batch.add(open.remove());
            }
            open.addAll(ask(batch, ids));
        }
        return ids.stream()
                .map(id -> read(get("/v1/vulns/" + id)))
                .map(advisory -> only(advisory, Set.copyOf(names)))
                .toList();
    }

    private record Query(String name, String page) {}

    /** Adds the found ids to {@code ids}; returns the queries for further pages. */
    private List<Query> ask(List<Query> batch, Set<String> ids) {
        List<Query> further = new ArrayList<>();
        ArrayNode queries = json.createArrayNode();
        for (Query query : batch) {
            ObjectNode one = queries.addObject();
            one.putObject("package").put("ecosystem", "Maven").put("name", query.name());
            if (!query.page().isEmpty()) {
                one.put("page_token", query.page());
            }
        }
        JsonNode results = post("/v1/querybatch", json.createObjectNode().set("queries", queries))
                .path("results");
        for (int i = 0; i < batch.size(); i++) {
            JsonNode result = results.path(i);
            result.path("vulns").forEach(vuln -> ids.add(vuln.path("id").asText()));
            String next = result.path("next_page_token").asText();
            if (!next.isEmpty()) {
                further.add(new Query(batch.get(i).name(), next));
            }
        }
        return further;
    }

    private static Advisory only(Advisory advisory, Set<String> names) {
        return new Advisory(
                advisory.id(),
                advisory.aliases(),
                advisory.summary(),
                advisory.affected().stream()
                        .filter(one ->
                                one.of().isMaven() && names.contains(one.of().name()))
                        .map(one ->
                                one.ranges().isEmpty() ? one : new Advisory.Affected(one.of(), one.ranges(), List.of()))
                        .toList());
    }

    private Advisory read(JsonNode record) {
        try {
            return json.treeToValue(record, Advisory.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode get(String path) {
        return send(path, HttpRequest.newBuilder().GET());
    }

    private JsonNode post(String path, JsonNode body) {
        return send(path, HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private JsonNode send(String path, HttpRequest.Builder request) {
        URI uri = base.resolve(path);
        try {
            HttpResponse<byte[]> response =
                    http.send(request.uri(uri).timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new UserError(uri + " answered " + response.statusCode());
            }
            return json.readTree(response.body());
        } catch (IOException e) {
            throw new UserError(uri + " cannot be reached: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("Interrupted while asking " + uri);
        }
    }
}
