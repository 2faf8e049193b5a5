package dev.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The relevance of searches in a feed, by graded judgements. */
class RelevanceFigure extends Figures {

    private static final int WORST = 15;
    private static final Map<String, String> TYPES =
            Map.of("tsv", "text/tab-separated-values", "csv", "text/csv", "ndjson", "application/x-ndjson");

    /** Imports the feed, if one is given, and evaluates all judged queries against the running stack. */
    void measure(List<String> arguments) throws Exception {
        int feed = arguments.indexOf("--feed");
        int judgements = arguments.indexOf("--judgements");
        check(
                judgements >= 0 && judgements + 1 < arguments.size(),
                "usage: relevance [--feed FILE] --judgements FILE.csv");
        if (feed >= 0) {
            importFeed(Path.of(arguments.get(feed + 1)));
        }
        System.out.println("  nDCG   recall  results  query");
        System.out.println(Judgements.read(Path.of(arguments.get(judgements + 1)))
                .evaluate(this::find)
                .text(WORST));
    }

    private List<Set<String>> find(String query) throws Exception {
        Answer answer = get("/v1/products?size=20&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8), null);
        check(answer.status() == 200, query + ": " + answer);
        List<Set<String>> found = new ArrayList<>();
        for (JsonNode product : answer.body().path("items")) {
            Set<String> names = new HashSet<>(Set.of(product.path("productId").asText()));
            product.path("variants")
                    .forEach(variant -> names.add(variant.path("sku").asText()));
            found.add(names);
        }
        return found;
    }

    private void importFeed(Path feed) throws Exception {
        String name = feed.getFileName().toString();
        Answer started = answer(http.send(
                request("/v1/imports", operator)
                        .header(
                                "Content-Type",
                                TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), TYPES.get("tsv")))
                        .POST(BodyPublishers.ofFile(feed))
                        .build(),
                BodyHandlers.ofString()));
        check(started.status() == 202, "not imported: " + started);
        Answer state = started;
        while (!state.body().hasNonNull("finishedAt")) {
            Thread.sleep(500);
            state = get("/v1/imports/" + started.body().path("id").asText(), operator);
        }
        System.out.println("imported " + name + ": " + state.body());
    }
}
