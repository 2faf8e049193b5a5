package dev.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** From a product to its sale in analytics. */
class ShopFigures extends Figures {

    private final Instant began = Instant.now();

    /**
     * One buyer after the other: from POST /v1/orders until confirmed, and from there until analytics shows the sale.
     */
    void checkout(int orders) throws Exception {
        String sku = freshProduct("CHK", orders + 5);
        List<Buyer> buyers = new ArrayList<>();
        for (int i = 0; i < orders + 5; i++) {
            Buyer buyer = register("checkout" + i);
            addToCart(buyer, sku, 1);
            buyers.add(buyer);
        }
        buyers.subList(0, 5).forEach(buyer -> order(buyer, UUID.randomUUID().toString())); // warm
        Cpu before = Cpu.now();
        Instant from = Instant.now();
        long[] confirmed = new long[orders];
        long[] counted = new long[orders];
        for (int i = 0; i < orders; i++) {
            long sold = salesCount();
            long start = System.nanoTime();
            JsonNode order =
                    order(buyers.get(i + 5), UUID.randomUUID().toString()).body();
            long done = System.nanoTime();
            check("confirmed".equals(order.path("status").asText()), "an order was not confirmed: " + order);
            while (salesCount() <= sold) {
                check(System.nanoTime() - done < TIMEOUT.toNanos(), "analytics does not count the sale");
                Thread.sleep(5);
            }
            confirmed[i] = (done - start) / 1000;
            counted[i] = (System.nanoTime() - done) / 1000;
        }
        print("POST /v1/orders, Prefer: wait=10, to confirmed", confirmed, "< 1 s");
        print("confirmed to visible in analytics", counted, "< 1 s");
        System.out.printf(
                Locale.ROOT,
                "  %d orders in %.1f s, CPU %.1f ms per order (with the polling of analytics)%n%n",
                orders,
                Duration.between(from, Instant.now()).toMillis() / 1000.0,
                Cpu.now().millisSince(before) / orders);
    }

    /** Concurrent orders of more than the stock. */
    void stock(int buyers, int onHand) throws Exception {
        String sku = freshProduct("STK", onHand);
        List<Buyer> all = new ArrayList<>();
        for (int i = 0; i < buyers; i++) {
            Buyer buyer = register("stock" + i);
            addToCart(buyer, sku, 1);
            all.add(buyer);
        }
        long start = System.nanoTime();
        Map<String, Integer> outcomes = new TreeMap<>();
        for (Answer answer : atOnce(all.stream()
                .map(buyer ->
                        (Callable<Answer>) () -> order(buyer, UUID.randomUUID().toString()))
                .toList())) {
            String outcome = answer.body().path("status").asText() + " "
                    + answer.body().path("rejection").path("type").asText();
            outcomes.merge(outcome.strip(), 1, Integer::sum);
        }
        long took = (System.nanoTime() - start) / 1_000_000;
        JsonNode left = get("/v1/inventory/" + sku, operator).body();
        while (left.path("reserved").asInt() > 0) { // confirmed orders are committed a moment later
            check(System.nanoTime() - start < TIMEOUT.toNanos(), "still reserved: " + left);
            Thread.sleep(20);
            left = get("/v1/inventory/" + sku, operator).body();
        }
        System.out.printf(
                Locale.ROOT,
                "%d buyers at once on a stock of %d: %s; left %s; %d ms%n%n",
                buyers,
                onHand,
                outcomes,
                left,
                took);
        check(outcomes.getOrDefault("confirmed", 0) == onHand, "exactly " + onHand + " should be confirmed");
        check(left.path("onHand").asInt() == 0, "the stock should be 0");
    }

    /** One order request, sent concurrently with one idempotency key. */
    void same(int times) throws Exception {
        String sku = freshProduct("SAM", 50);
        Buyer buyer = register("same");
        addToCart(buyer, sku, 1);
        String key = UUID.randomUUID().toString();
        Map<String, Integer> answers = new TreeMap<>();
        List<String> ids = new ArrayList<>();
        for (Answer answer : atOnce(Stream.generate(() -> (Callable<Answer>) () -> order(buyer, key))
                .limit(times)
                .toList())) {
            answers.merge(answer.status() + (answer.replayed() ? " replayed" : ""), 1, Integer::sum);
            if (answer.status() < 300) {
                ids.add(answer.body().path("id").asText());
            }
        }
        JsonNode orders = get("/v1/orders", buyer.token()).body().path("items");
        System.out.printf(
                Locale.ROOT, "the same order %d times at once: %s; orders %d%n%n", times, answers, orders.size());
        check(orders.size() == 1 && ids.stream().distinct().count() == 1, "there should be one order");
    }

    /** A feed, until all its products are searchable; then the same feed again. */
    void importFeed(String feed) throws Exception {
        int rows = (int) feed.lines().skip(1).filter(line -> !line.isBlank()).count();
        int before = searchable();
        Cpu cpu = Cpu.now();
        long start = System.nanoTime();
        JsonNode first = importAndWait(feed);
        while (searchable() < before + first.path("created").asInt()) {
            check(System.nanoTime() - start < TIMEOUT.toNanos(), "not searchable after a minute");
            Thread.sleep(20);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        JsonNode second = importAndWait(feed);
        System.out.printf(
                Locale.ROOT,
                "import of %d rows until searchable: %.2f s (< 20 s for 2,000), CPU %.2f ms per row%n  first %s%n  again %s%n%n",
                rows,
                seconds,
                Cpu.now().millisSince(cpu) / rows,
                first,
                second);
        check(first.path("rowsAccepted").asInt() == rows, "all rows should be accepted");
        check(
                second.path("unchanged").asInt() == first.path("created").asInt(),
                "the same feed again should change nothing");
    }

    private int searchable() throws Exception {
        return get("/v1/products?size=1", operator).body().path("total").asInt();
    }

    /** The feed named by {@code PARLEY_BENCH_FEED}, which must be new to this catalog, or a generated one. */
    String feed() throws Exception {
        String file = System.getenv("PARLEY_BENCH_FEED");
        return file == null ? madeFeed(Integer.getInteger("products", 2000)) : Files.readString(Path.of(file));
    }

    private String madeFeed(int products) {
        StringBuilder feed =
                new StringBuilder("id\ttitle\tdescription\tlink\tavailability\tquantity\tprice\tbrand\tproduct_type\n");
        for (int i = 0; i < products; i++) {
            feed.append(
                    "IMP-%s-%d\tBench product %d\tMade for measuring, number %d\thttps://shop.parley.example/p/%d\tin_stock\t5\t%d.99 USD\tBench\tOther > Bench%n"
                            .formatted(run, i, i, i, i, 10 + i % 90));
        }
        return feed.toString();
    }

    record Buyer(String token) {}

    /** Creates a product; returns its SKU. */
    String freshProduct(String prefix, int stock) throws Exception {
        String sku = prefix + "-" + run;
        importAndWait("id\ttitle\tdescription\tlink\tavailability\tquantity\tprice\tbrand\tproduct_type\n"
                + "%s\tBench %s\tMade for measuring\thttps://shop.parley.example/p/%s\tin_stock\t%d\t19.99 USD\tBench\tOther > Bench%n"
                        .formatted(sku, sku, sku, stock));
        return sku;
    }

    private JsonNode importAndWait(String feed) throws Exception {
        HttpResponse<String> accepted = http.send(
                request("/v1/imports", operator)
                        .header("Content-Type", "text/tab-separated-values")
                        .POST(BodyPublishers.ofString(feed))
                        .build(),
                BodyHandlers.ofString());
        check(accepted.statusCode() == 202, "import refused: " + accepted.body());
        String location = URI.create(accepted.headers().firstValue("Location").orElseThrow())
                .getPath();
        long start = System.nanoTime();
        while (true) {
            JsonNode state = get(location, operator).body();
            if (state.hasNonNull("finishedAt")) {
                return state;
            }
            check(System.nanoTime() - start < TIMEOUT.toNanos(), "the import takes more than a minute: " + state);
            Thread.sleep(20);
        }
    }

    Buyer register(String name) throws Exception {
        Answer answer =
                post("/v1/auth/register", null, credentials(name + "-" + run + "@example.com", PASSWORD), Map.of());
        check(answer.status() == 201, "not registered (rate limits raised?): " + answer);
        return new Buyer(answer.body().path("accessToken").asText());
    }

    /** Retries until the product has reached the cart service. */
    void addToCart(Buyer buyer, String sku, int quantity) throws Exception {
        long start = System.nanoTime();
        while (true) {
            Answer answer = post(
                    "/v1/cart/items",
                    buyer.token(),
                    json.createObjectNode().put("sku", sku).put("quantity", quantity),
                    Map.of());
            if (answer.status() < 300) {
                return;
            }
            check(System.nanoTime() - start < TIMEOUT.toNanos(), "not added to the cart: " + answer);
            Thread.sleep(20);
        }
    }

    /** The recipient of orders. */
    String recipient() {
        return "Bench Buyer";
    }

    Answer order(Buyer buyer, String key) {
        ObjectNode body = orderWith("tok_ok");
        try {
            return post("/v1/orders", buyer.token(), body, Map.of("Idempotency-Key", key, "Prefer", "wait=10"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** An order request, paid with {@code token}. */
    ObjectNode orderWith(String token) {
        ObjectNode body = json.createObjectNode();
        body.putObject("shippingAddress")
                .put("name", recipient())
                .put("line1", "1 Measure Street")
                .put("city", "Accra")
                .put("postalCode", "00233")
                .put("country", "GH");
        body.putObject("payment").put("method", "test").put("token", token);
        return body;
    }

    private long salesCount() throws Exception {
        JsonNode items = get(
                        "/v1/analytics/sales?interval=hour&from=" + began.minus(Duration.ofHours(1)) + "&to="
                                + began.plus(Duration.ofHours(24)),
                        operator)
                .body()
                .path("items");
        long orders = 0;
        for (JsonNode item : items) {
            orders += item.path("orders").asLong();
        }
        return orders;
    }
}
