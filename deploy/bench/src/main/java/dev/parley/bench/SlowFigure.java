package dev.parley.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The effect of clients that send slowly, hold WebSockets or wait for outcomes on other clients. */
class SlowFigure extends ShopFigures {

    private static final int PROBES = 200;
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    /** How long a connection may be idle between requests. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(80);

    private static final String HOST = " HTTP/1.1\r\nHost: parley\r\n";

    private final int port = URI.create(GATEWAY).getPort();
    private final String prober = guest();
    private final double quiet;

    SlowFigure() throws Exception {
        probe(); // warm
        quiet = probe();
    }

    void slow(int senders, int sockets, int waits) throws Exception {
        held(senders + " half-sent heads", senders, DEADLINE, "GET /v1/cart" + HOST + "X-");
        held(
                senders + " half-sent bodies",
                senders,
                DEADLINE,
                "POST /v1/cart/items" + HOST + "Content-Type: application/json\r\nContent-Length: 60\r\n\r\n{");
        held(
                senders + " half-sent large bodies",
                senders,
                DEADLINE,
                "POST /v1/imports" + HOST + "Content-Type: text/csv\r\nContent-Length: 60000000\r\n\r\nid,");
        held(
                sockets + " WebSockets",
                sockets,
                KEEP_ALIVE,
                "GET /v1/chat" + HOST + "Upgrade: websocket\r\nConnection: Upgrade\r\nAuthorization: Bearer " + prober
                        + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
        waiting(waits);
    }

    /**
     * Sends {@code request} on many connections, and nothing more; immediate responses are awaited before the probes.
     */
    private void held(String what, int count, Duration deadline, String request) throws Exception {
        List<Socket> held = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            held.add(socket);
        }
        int answered = 0;
        for (Socket socket : held) {
            socket.setSoTimeout(answered > 0 || socket == held.getFirst() ? 1_000 : 1);
            answered += isAnswered(socket) ? 1 : 0;
        }
        double p95 = probe();
        int open = 0;
        for (Socket socket : held) {
            open += isClosedBy(socket, start + deadline.toNanos()) ? 0 : 1;
            socket.close();
        }
        report(
                what,
                p95,
                "%d answered at once, %d still open after %d s".formatted(answered, open, deadline.toSeconds()));
    }

    private static boolean isAnswered(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() >= 0;
        } catch (java.net.SocketTimeoutException notYet) {
            return false;
        }
    }

    private static boolean isClosedBy(Socket socket, long deadline) throws IOException {
        InputStream in = socket.getInputStream();
        socket.setSoTimeout((int) Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        try {
            while (in.read() >= 0) {
                // a response, such as 408
            }
            return true;
        } catch (java.net.SocketTimeoutException stillOpen) {
            return false;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }

    /**
     * Orders with a slow payment, each with {@code Prefer: wait=30}. So many concurrent orders use every processor, so
     * the probes are compared with those during the same orders without waiting.
     */
    private void waiting(int count) throws Exception {
        String sku = freshProduct("SLO", 2 * count);
        List<Buyer> buyers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            buyers.add(register("slow" + i));
        }
        order(buyers, sku, Map.of());
        order(buyers, sku, Map.of("Prefer", "wait=30"));
    }

    private void order(List<Buyer> buyers, String sku, Map<String, String> preference) throws Exception {
        for (Buyer buyer : buyers) {
            addToCart(buyer, sku, 1);
        }
        ObjectNode order = orderWith("tok_slow");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> orders = new ArrayList<>();
            for (Buyer buyer : buyers) {
                Map<String, String> headers = new HashMap<>(preference);
                headers.put("Idempotency-Key", UUID.randomUUID().toString());
                orders.add(threads.submit((Callable<Answer>) () -> post("/v1/orders", buyer.token(), order, headers)));
            }
            double p95 = probe();
            int confirmed = 0;
            long pending = orders.stream().filter(one -> !one.isDone()).count();
            for (Future<Answer> one : orders) {
                Answer answer = one.get();
                check(answer.status() == 201, "not ordered: " + answer);
                confirmed += answer.body().path("status").asText().equals("confirmed") ? 1 : 0;
            }
            report(
                    "%d orders at once, %s".formatted(buyers.size(), preference.isEmpty() ? "no waits" : "waits"),
                    p95,
                    "%d without a response after the probes, %d confirmed in the response"
                            .formatted(pending, confirmed));
        }
    }

    /** The p95 of short requests to two services, one after the other, in ms. */
    private double probe() throws Exception {
        double[] millis = new double[PROBES];
        for (int i = 0; i < PROBES; i++) {
            long start = System.nanoTime();
            Answer answer = get(i % 2 == 0 ? "/v1/cart" : "/v1/categories", prober);
            millis[i] = (System.nanoTime() - start) / 1e6;
            check(answer.status() == 200, "a short request got " + answer);
        }
        Arrays.sort(millis);
        return millis[(int) (PROBES * 0.95)];
    }

    private String guest() throws Exception {
        Answer answer = post("/v1/auth/guest", null, json.createObjectNode(), Map.of());
        check(answer.status() == 201, "no guest (rate limits raised?): " + answer);
        return answer.body().path("accessToken").asText();
    }

    private void report(String what, double p95, String then) {
        System.out.printf(Locale.ROOT, "%s: others' p95 %.1f ms (quiet %.1f ms, < 2 x); %s%n", what, p95, quiet, then);
    }
}
