package dev.parley.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes are killed (SIGKILL) while fifty orders are under way; then everything is counted. */
@Tag("fault")
class KilledServicesTest {

    private static final int BUYERS = 50;
    private static final int PIECES = 40;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static RunningParley parley;
    private static List<Api> buyers;

    @BeforeAll
    static void start() throws Exception {
        parley = RunningParley.get();
        buyers = EndToEndTest.atOnce(IntStream.range(0, BUYERS)
                .<Callable<Api>>mapToObj(i -> parley::buyer)
                .toList());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void nothingIsLostDoubledOrLeftOver(long seed) throws Exception {
        Random random = new Random(seed);
        List<ChildProcess> victims = victims(random);
        System.out.println("seed " + seed + " kills "
                + victims.stream().map(ChildProcess::name).toList());

        // Given fifty carts on forty pieces
        String sku = parley.product(PIECES);
        for (Api buyer : buyers) {
            buyer.post("/v1/cart/items", Map.of("sku", sku, "quantity", 1));
        }
        long salesBefore = parley.sales();

        // When all order, and processes are killed meanwhile
        Map<ChildProcess, Integer> restartsBefore =
                victims.stream().distinct().collect(Collectors.toMap(victim -> victim, ChildProcess::restarts));
        CountDownLatch killed = new CountDownLatch(victims.size());
        for (ChildProcess victim : victims) {
            Executor later = CompletableFuture.delayedExecutor(random.nextInt(200, 2_000), TimeUnit.MILLISECONDS);
            later.execute(() -> {
                victim.kill();
                killed.countDown();
            });
        }
        List<String> ids = placeAll();
        assertTrue(killed.await(10, TimeUnit.SECONDS));
        restartsBefore.forEach((victim, before) ->
                await().atMost(PATIENCE).until(() -> victim.isAlive() && victim.restarts() > before));

        // Then every order ends
        List<JsonNode> orders = new ArrayList<>();
        for (int i = 0; i < BUYERS; i++) {
            orders.add(ended(buyers.get(i), ids.get(i)));
        }
        long confirmed = orders.stream()
                .filter(order -> order.path("status").asText().equals("confirmed"))
                .count();
        System.out.println("seed " + seed + ": " + confirmed + " confirmed of " + BUYERS);
        assertTrue(confirmed <= PIECES, confirmed + " confirmed");

        // And what is counted agrees
        assertEquals(BUYERS, new HashSet<>(ids).size(), "every order has an id of its own");
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            JsonNode stock = parley.inventory(sku);
            assertEquals(PIECES - confirmed, stock.path("onHand").asLong(), stock::toString);
            assertEquals(0, stock.path("reserved").asLong(), stock::toString);
            assertEquals(confirmed, parley.sales() - salesBefore, "sales that analytics counts");
            assertEquals(0, parley.documentsWithPendingEvents(), "documents with events that have not gone out");
        });
        assertEquals(0, new DeadLetters(parley.settings(), new Terminal(System.out)).count(), "dead letters");
        assertEquals(Map.of(), aggregatesWithMissingEvents());
    }

    /** Any service; with documents outside also the JVM of the broker, or everything at once. */
    private static List<ChildProcess> victims(Random random) {
        List<ChildProcess> services = new ArrayList<>();
        for (Service service : Service.values()) {
            services.add(parley.launcher().child(service));
        }
        List<ChildProcess> victims = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            victims.add(services.get(random.nextInt(services.size())));
        }
        if (parley.hasRealDocumentStore()) {
            victims.add(parley.launcher().stack());
        }
        return victims;
    }

    private static List<String> placeAll() throws Exception {
        List<String> ids = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> placed = buyers.stream()
                    .map(buyer -> executor.submit(() -> place(buyer)))
                    .toList();
            for (Future<String> id : placed) {
                ids.add(id.get());
            }
        }
        return ids;
    }

    /** As a client does that wants its order: the same request under the same key until it is accepted. */
    private static String place(Api buyer) {
        Api sameKey = buyer.header("Idempotency-Key", UUID.randomUUID().toString());
        List<String> answers = new ArrayList<>();
        List<String> accepted = new ArrayList<>();
        await("an order").atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            try {
                Api.Answer answer = sameKey.post("/v1/orders", RunningParley.orderOf("tok_ok"));
                answers.add(answer.status() + " " + answer.body());
                if (answer.status() == 201) {
                    accepted.add(answer.body().path("id").asText());
                    return true;
                }
                boolean mayPass = answer.status() == 409 || answer.status() == 503 || answer.status() == 401;
                if (!mayPass) {
                    throw new AssertionError("Not accepted: " + answers.getLast());
                }
                return false;
            } catch (UncheckedIOException noAnswer) {
                return false;
            }
        });
        return accepted.getFirst();
    }

    private static JsonNode ended(Api buyer, String id) {
        List<JsonNode> seen = new ArrayList<>();
        await("order " + id)
                .atMost(PATIENCE)
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

    /** Of every aggregate the events from 1 to the last are there. */
    private static Map<String, Set<Integer>> aggregatesWithMissingEvents() {
        Map<String, Set<Integer>> sequences = new TreeMap<>();
        try (Records records = Records.ofAllTopics(parley.settings())) {
            records.since(Instant.EPOCH)
                    .forEach(record -> Records.header(record, "ce_sequence")
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
