package dev.parley.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.platform.edge.testing.AtOnce;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Kills a process (SIGKILL) during fifty concurrent orders; then checks every count. */
@Tag("fault")
class CrashTest {

    private static final int BUYERS = 50;
    private static final int PIECES = 40;
    private static final Duration TIMEOUT = Duration.ofMinutes(4);

    private static final Duration BUYERS_STAY = Duration.ofMinutes(5); // a third of the lifetime of their tokens

    private static RunningParley parley;
    private static List<Api> buyers = List.of();
    private static Instant buyersCame = Instant.EPOCH;

    /** The killed process. */
    enum Victim {
        /** Three services, one after the other. */
        SERVICES,
        /** The JVM of Kafka, Redis and the gateway. */
        STACK,
        DATABASE,
        EVERYTHING;

        private void kill(Random random) {
            switch (this) {
                case SERVICES -> {
                    for (int i = 0; i < 3; i++) {
                        Service service = Service.values()[random.nextInt(Service.values().length)];
                        System.out.println("  kills " + service.serviceName());
                        killAndAwaitRestart(List.of(parley.launcher().child(service)));
                    }
                }
                case STACK -> killAndAwaitRestart(List.of(parley.launcher().stack()));
                case DATABASE -> {
                    parley.killDocumentStore();
                    parley.restartDocumentStore();
                }
                case EVERYTHING -> {
                    List<ChildProcess> all =
                            new ArrayList<>(List.of(parley.launcher().stack()));
                    for (Service service : Service.values()) {
                        all.add(parley.launcher().child(service));
                    }
                    parley.killDocumentStore();
                    killAndAwaitRestart(all);
                    parley.restartDocumentStore();
                }
            }
        }

        private static void killAndAwaitRestart(List<ChildProcess> victims) {
            List<Integer> before = victims.stream().map(ChildProcess::restarts).toList();
            victims.forEach(ChildProcess::kill);
            for (int i = 0; i < victims.size(); i++) {
                ChildProcess victim = victims.get(i);
                int restarts = before.get(i);
                await().atMost(TIMEOUT).until(() -> victim.isAlive() && victim.restarts() > restarts);
            }
        }
    }

    @BeforeEach
    void start() throws Exception {
        parley = RunningParley.get();
        if (Instant.now().isAfter(buyersCame.plus(BUYERS_STAY))) {
            buyersCame = Instant.now();
            buyers = AtOnce.run(IntStream.range(0, BUYERS)
                    .<Callable<Api>>mapToObj(i -> parley::buyer)
                    .toList());
        }
    }

    /** The embedded store may lose its last 50 ms, so there only processes without documents are killed, and once. */
    static Stream<Arguments> crashes() {
        if (!RunningParley.get().hasDurableDocumentStore()) {
            return Stream.of(Arguments.of(Victim.SERVICES, 1L));
        }
        return Arrays.stream(Victim.values())
                .flatMap(victim -> LongStream.of(1, 2, 3).mapToObj(seed -> Arguments.of(victim, seed)));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("crashes")
    void nothingIsLostDoubledOrLeftOver(Victim victim, long seed) throws Exception {
        Random random = new Random(seed);
        System.out.println(victim + " dies, seed " + seed);

        // Given fifty carts on forty pieces
        String sku = parley.product(PIECES);
        for (Api buyer : buyers) {
            await("a cart").atMost(TIMEOUT).until(() -> {
                // a refused order releases its lines, possibly only now
                boolean emptied = buyer.delete("/v1/cart").status() < 300;
                return emptied
                        && buyer.post("/v1/cart/items", Map.of("sku", sku, "quantity", 1))
                                        .status()
                                < 300;
            });
        }
        long salesBefore = parley.sales();

        // When all order, and a process is killed meanwhile
        Instant began = Instant.now();
        CompletableFuture<Void> crash = CompletableFuture.runAsync(
                () -> victim.kill(random),
                CompletableFuture.delayedExecutor(
                        random.nextInt(200, 2_000), TimeUnit.MILLISECONDS, Thread::startVirtualThread));
        List<String> ids = AtOnce.run(buyers.stream()
                .<Callable<String>>map(buyer -> () -> place(buyer))
                .toList());
        crash.join();

        // Then every accepted order ends
        List<JsonNode> orders = new ArrayList<>();
        for (int i = 0; i < BUYERS; i++) {
            orders.add(ended(buyers.get(i), ids.get(i)));
        }
        long confirmed = count(orders, "/status", "confirmed");
        System.out.println("  " + confirmed + " confirmed of " + BUYERS + ", all ended after "
                + Duration.between(began, Instant.now()).toMillis() + " ms");
        assertEquals(PIECES, confirmed, () -> "every piece is sold: " + orders);
        assertEquals(
                BUYERS - PIECES,
                count(orders, "/rejection/type", "https://parley.dev/problems/out-of-stock"),
                () -> "the others are refused because there is no piece left: " + orders);

        // And the counts agree
        assertEquals(BUYERS, new HashSet<>(ids).size(), "every order has an id of its own");
        for (Api buyer : buyers) {
            assertEquals(1, ordersOf(buyer, sku).size(), "orders that the buyer of one piece sees");
        }
        assertEquals(confirmed, count(orders, "/payment/status", "authorized"), "payments that are held or taken");
        await().atMost(TIMEOUT).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            JsonNode stock = parley.inventory(sku);
            assertEquals(PIECES - confirmed, stock.path("onHand").asLong(), stock::toString);
            assertEquals(0, stock.path("reserved").asLong(), stock::toString);
            assertEquals(confirmed, parley.sales() - salesBefore, "sales that analytics counts");
            assertEquals(0, parley.documentsWithPendingEvents(), "documents with events that have not gone out");
        });
        assertEquals(0, new DeadLetters(parley.settings(), new Terminal(System.out)).count(), "dead letters");
        assertEquals(Map.of(), aggregatesWithMissingEvents());
    }

    /**
     * Orders as a correct client does: retries the same request with the same key as long as the response asks for it.
     */
    private static String place(Api buyer) {
        Api sameKey = buyer.header("Idempotency-Key", UUID.randomUUID().toString());
        List<String> accepted = new ArrayList<>();
        await("an order")
                .atMost(TIMEOUT)
                .pollInterval(Duration.ofMillis(500))
                .ignoreException(UncheckedIOException.class)
                .untilAsserted(() -> {
                    Api.Answer answer = sameKey.post("/v1/orders", RunningParley.orderOf("tok_ok"));
                    boolean comeBack = answer.response()
                            .headers()
                            .firstValue("Retry-After")
                            .isPresent();
                    if (answer.status() != 201 && !comeBack) {
                        throw new IllegalStateException("Refused for good: " + answer.body());
                    }
                    assertEquals(201, answer.status(), () -> answer.body().toString());
                    accepted.add(answer.body().path("id").asText());
                });
        return accepted.getFirst();
    }

    private static JsonNode ended(Api buyer, String id) {
        List<JsonNode> seen = new ArrayList<>();
        await("order " + id)
                .atMost(TIMEOUT)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    try {
                        Api.Answer answer = buyer.get("/v1/orders/" + id);
                        seen.add(answer.body());
                        return answer.status() == 200
                                && !answer.body().path("status").asText().equals("pending");
                    } catch (UncheckedIOException noAnswer) {
                        return false;
                    }
                });
        return seen.getLast();
    }

    private static List<String> ordersOf(Api buyer, String sku) {
        List<String> ids = new ArrayList<>();
        for (JsonNode order : buyer.get("/v1/orders?limit=100").expecting(200).path("items")) {
            if (order.at("/items/0/sku").asText().equals(sku)) {
                ids.add(order.path("id").asText());
            }
        }
        return ids;
    }

    private static long count(List<JsonNode> orders, String member, String value) {
        return orders.stream()
                .filter(order -> order.at(member).asText().equals(value))
                .count();
    }

    /** Of every aggregate the events from 1 to the last are there. */
    private static Map<String, Set<Integer>> aggregatesWithMissingEvents() {
        Map<String, Set<Integer>> sequences = new TreeMap<>();
        try (Records records = Records.ofAllTopics(parley.settings())) {
            records.since(
                    Instant.EPOCH,
                    record -> Records.header(record, "ce_aggregateseq")
                            .ifPresent(sequence -> sequences
                                    .computeIfAbsent(
                                            record.topic() + "/"
                                                    + Records.header(record, "ce_source")
                                                            .orElse("") + "/"
                                                    + Records.header(record, "ce_subject")
                                                            .orElse(""),
                                            aggregate -> new HashSet<>())
                                    .add(Integer.valueOf(sequence))));
        }
        sequences
                .values()
                .removeIf(numbers ->
                        numbers.size() == numbers.stream().max(Integer::compare).orElse(0));
        return sequences;
    }
}
