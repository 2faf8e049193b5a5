package dev.parley.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The cost of an operation: CPU time per process, database commands, bytes read and written by all processes, events
 * published and delivered. The idle cost of the suite is measured first and subtracted. Requests go through the
 * gateway, one after the other on one connection.
 *
 * <p>{@code -Djfr=me} records the operation of that name with JDK Flight Recorder in every process of the suite.
 */
final class CostFigure extends ShopFigures {

    private static final List<String> ENGINES = List.of("postgres", "ferretdb", "mongod");

    private interface Operation {
        /** @param number the number of the run, counting up */
        void run(int number) throws Exception;
    }

    /** Counters of all processes at a moment. */
    private record Reading(
            long nanos, Map<String, Long> ticks, double commands, double published, double delivered, long bytes) {}

    private record Cost(double millis, String line) {}

    void cost() throws Exception {
        System.out.println("warming up");
        String sku = freshProduct("CST", 20_000);
        String slug = get("/v1/products?q=" + sku + "&size=1", operator)
                .body()
                .path("items")
                .path(0)
                .path("slug")
                .asText();
        Buyer buyer = register("cost");
        addToCart(buyer, sku, 1);
        String conversation = post("/v1/conversations", buyer.token(), json.createObjectNode(), Map.of())
                .body()
                .path("id")
                .asText();
        List<Buyer> shoppers = new ArrayList<>();
        List<Buyer> buyers = new ArrayList<>(); // one after the other: a cart is released a moment after its order
        for (int i = 0; i < 20; i++) {
            shoppers.add(register("cost-shopper" + i));
            buyers.add(register("cost-buyer" + i));
        }

        Map<String, Operation> operations = new LinkedHashMap<>();
        operations.put("me", _ -> ok(get("/v1/users/me", buyer.token())));
        operations.put("product", _ -> ok(get("/v1/products/by-slug/" + slug, buyer.token())));
        operations.put("cart", _ -> ok(get("/v1/cart", buyer.token())));
        operations.put("add", number -> {
            ObjectNode item = json.createObjectNode().put("sku", sku).put("quantity", 1);
            Buyer shopper = shoppers.get(number % shoppers.size()); // a line has at most 999 pieces
            ok(post("/v1/cart/items", shopper.token(), item, Map.of()));
        });
        operations.put("add and order", number -> {
            Buyer next = buyers.get(number % buyers.size());
            ObjectNode item = json.createObjectNode().put("sku", sku).put("quantity", 1);
            ok(post("/v1/cart/items", next.token(), item, Map.of()));
            Answer order = order(next, UUID.randomUUID().toString());
            check("confirmed".equals(order.body().path("status").asText()), "an order was not confirmed: " + order);
        });
        operations.put("chat turn", _ -> {
            ObjectNode message = json.createObjectNode()
                    .put("clientMessageId", UUID.randomUUID().toString())
                    .put("text", "show me a black laptop under 900 dollars");
            ok(post("/v1/conversations/" + conversation + "/messages", buyer.token(), message, Map.of()));
        });
        Map<String, Integer> times =
                Map.of("me", 5000, "product", 5000, "cart", 5000, "add", 1500, "add and order", 300, "chat turn", 500);

        int warm = Integer.getInteger("warm", 2); // for the idle reading and for recordings
        for (int round = 0; round < warm; round++) {
            for (var operation : operations.entrySet()) {
                repeat(operation.getValue(), times.getOrDefault(operation.getKey(), 0));
            }
        }
        Thread.sleep(Duration.ofSeconds(5)); // work in progress
        Reading idle = reading();
        Thread.sleep(Duration.ofSeconds(Integer.getInteger("idle", 30)));
        Reading rested = reading();
        printIdle(idle, rested);
        for (var operation : operations.entrySet()) {
            int n = times.getOrDefault(operation.getKey(), 0);
            if (operation.getKey().equals(System.getProperty("jfr"))) {
                record(operation.getKey(), operation.getValue(), n);
            } else if (System.getProperty("jfr") == null) {
                System.out.println(steady(operation.getKey(), operation.getValue(), n, idle, rested)
                        .line());
            }
        }
    }

    /** The cost once the compilers are done: measured again while it falls by more than a twentieth. */
    private Cost steady(String name, Operation operation, int times, Reading idle, Reading rested) throws Exception {
        Cost cost = measure(name, operation, times, idle, rested);
        for (int repeats = 0; repeats < 5; repeats++) {
            Cost before = cost;
            cost = measure(name, operation, times, idle, rested);
            if (cost.millis() >= 0.95 * before.millis()) {
                return cost;
            }
        }
        return cost;
    }

    private Cost measure(String name, Operation operation, int times, Reading idle, Reading rested) throws Exception {
        Reading before = reading();
        repeat(operation, times);
        Thread.sleep(Duration.ofMillis(500)); // events in flight
        Reading after = reading();
        double idleShare = (double) (after.nanos - before.nanos) / (rested.nanos - idle.nanos);
        Map<String, Double> millis = new LinkedHashMap<>();
        double sum = 0;
        for (String process : after.ticks.keySet()) {
            double each = 10 * (delta(process, before, after) - idleShare * delta(process, idle, rested)) / times;
            millis.put(process, each);
            sum += each;
        }
        String line = String.format(
                Locale.ROOT,
                "%-10s n=%d: CPU %.2f ms (%s); %.1f database commands, %.1f kB, %.1f events published, %.1f delivered",
                name,
                times,
                sum,
                perProcess(millis),
                net(before.commands, after.commands, idle.commands, rested.commands, idleShare) / times,
                net(before.bytes, after.bytes, idle.bytes, rested.bytes, idleShare) / times / 1000,
                net(before.published, after.published, idle.published, rested.published, idleShare) / times,
                net(before.delivered, after.delivered, idle.delivered, rested.delivered, idleShare) / times);
        return new Cost(sum, line);
    }

    private static String perProcess(Map<String, Double> millis) {
        StringBuilder text = new StringBuilder();
        millis.entrySet().stream()
                .filter(each -> each.getValue() >= 0.005)
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(each -> text.append(text.isEmpty() ? "" : ", ")
                        .append(String.format(Locale.ROOT, "%s %.2f", each.getKey(), each.getValue())));
        return text.toString();
    }

    private static void printIdle(Reading before, Reading after) {
        double seconds = (after.nanos - before.nanos) / 1e9;
        Map<String, Double> percent = new LinkedHashMap<>();
        double sum = 0;
        for (String process : after.ticks.keySet()) {
            double each = delta(process, before, after) / seconds; // ticks per second are percent of a core
            percent.put(process, each);
            sum += each;
        }
        System.out.printf(
                Locale.ROOT,
                "idle: %.1f %% of a core (%s); %.1f database commands, %.1f kB a second%n",
                sum,
                perProcess(percent),
                (after.commands - before.commands) / seconds,
                (after.bytes - before.bytes) / seconds / 1000);
    }

    private static double net(double before, double after, double idle, double rested, double idleShare) {
        return after - before - idleShare * (rested - idle);
    }

    private static long delta(String process, Reading before, Reading after) {
        return after.ticks.getOrDefault(process, 0L) - before.ticks.getOrDefault(process, 0L);
    }

    private static void repeat(Operation operation, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            operation.run(i);
        }
    }

    private static void ok(Answer answer) {
        check(answer.status() < 300, "refused (rate limits raised?): " + answer);
    }

    private Reading reading() throws Exception {
        Map<String, Long> ticks = new LinkedHashMap<>();
        long bytes = 0;
        double commands = 0;
        double published = 0;
        double delivered = 0;
        for (String service : SERVICES) {
            for (String line : metricsOf(service)) {
                if (line.startsWith("parley_mongo_commands_seconds_count")) {
                    commands += value(line);
                } else if (line.startsWith("outbox_published_total")) {
                    published += value(line);
                } else if (line.startsWith("kafka_consumer_fetch_manager_records_consumed_total")) {
                    delivered += value(line);
                }
            }
        }
        for (Map.Entry<String, ProcessHandle> process : processes().entrySet()) {
            ticks.merge(process.getKey().replaceAll("#.*", ""), Cpu.ticksOf(process.getValue()), Long::sum);
            bytes += bytesOf(process.getValue());
        }
        return new Reading(System.nanoTime(), ticks, commands, published, delivered, bytes);
    }

    private List<String> metricsOf(String service) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create(urlOf(service) + "/q/metrics"))
                                .build(),
                        BodyHandlers.ofString())
                .body()
                .lines()
                .toList();
    }

    private static double value(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }

    /** The suite's processes by name, and those of the database server; several of one name are numbered. */
    private static Map<String, ProcessHandle> processes() throws IOException {
        Map<String, ProcessHandle> processes = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(STATE.resolve("run"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".pid")).toList()) {
                String name = file.getFileName()
                        .toString()
                        .replace("-service.pid", "")
                        .replace(".pid", "");
                ProcessHandle process = ProcessHandle.of(
                                Long.parseLong(Files.readAllLines(file).getFirst()))
                        .orElseThrow();
                processes.put(name, process);
                if (name.equals("stack")) { // the gateway with Kafka; Redis is a child
                    process.descendants().forEach(child -> processes.put("stack#" + child.pid(), child));
                }
            }
        }
        ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .filter(command ->
                                ENGINES.contains(Path.of(command).getFileName().toString()))
                        .isPresent())
                .forEach(process -> processes.put("engine#" + process.pid(), process));
        return processes;
    }

    private static long bytesOf(ProcessHandle process) throws IOException {
        long bytes = 0;
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "io"))) {
            if (line.startsWith("rchar") || line.startsWith("wchar")) {
                bytes += Long.parseLong(line.substring(line.indexOf(' ') + 1));
            }
        }
        return bytes;
    }

    private void record(String name, Operation operation, int times) throws Exception {
        Path folder = STATE.resolve("jfr");
        Files.createDirectories(folder);
        Map<String, ProcessHandle> jvms = processes();
        jvms.keySet().removeIf(process -> process.contains("#"));
        for (ProcessHandle jvm : jvms.values()) {
            jcmd(jvm, "JFR.start", "name=cost", "settings=profile");
        }
        repeat(operation, times);
        for (Map.Entry<String, ProcessHandle> jvm : jvms.entrySet()) {
            Path file = folder.resolve(name.replace(' ', '-') + "-" + jvm.getKey() + ".jfr")
                    .toAbsolutePath();
            jcmd(jvm.getValue(), "JFR.stop", "name=cost", "filename=" + file);
            System.out.println(file);
        }
    }

    private static void jcmd(ProcessHandle process, String... command) throws Exception {
        List<String> line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), "" + process.pid()));
        line.addAll(List.of(command));
        int exit = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        check(exit == 0, "failed: " + line);
    }
}
