package dev.parley.bench;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The cost of sign-ins and tokens. */
class IdentityFigures extends Figures {

    /**
     * An endpoint of each service that authenticates; its response to a guest does not matter as long as the token is
     * accepted.
     */
    private static final Map<String, String> DOORS = Map.of(
            "identity", "/v1/users/me",
            "catalog", "/v1/products?limit=1",
            "cart", "/v1/cart",
            "order", "/v1/orders",
            "chat", "/v1/conversations",
            "analytics", "/v1/analytics/sales");

    private static final int BCRYPT_COST = 12;

    private int people;

    /** Concurrent wrong passwords for one account: the first five are checked, then the account is locked out. */
    void lock(int guesses) throws Exception {
        String email = register();
        Cpu before = Cpu.of("identity-service");
        long start = System.nanoTime();
        Map<Integer, Integer> statuses = new TreeMap<>();
        for (Answer answer : atOnce(Stream.generate(() -> (Callable<Answer>) () -> login(email, "wrong"))
                .limit(guesses)
                .toList())) {
            statuses.merge(answer.status(), 1, Integer::sum);
        }
        System.out.printf(
                Locale.ROOT,
                "%d wrong passwords at once: %s in %d ms, CPU of identity %.0f ms%n%n",
                guesses,
                statuses,
                (System.nanoTime() - start) / 1_000_000,
                Cpu.of("identity-service").millisSince(before));
        check(statuses.equals(Map.of(401, 5, 423, guesses - 5)), "5 should have been checked, the others refused");
    }

    /**
     * With the default limits: guesses from one address end at its limit, and a sign-in from another address succeeds
     * meanwhile. Loopback has more than one address.
     */
    void limits(int guesses) throws Exception {
        String email = register();
        HttpClient elsewhere = HttpClient.newBuilder()
                .localAddress(InetAddress.getByName("127.0.0.2"))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        HttpRequest wrong = loginRequest("nobody-" + run + "@example.com", "wrong");
        Map<String, Integer> statuses = new TreeMap<>();
        for (HttpResponse<String> answer : atOnce(Stream.generate(
                        () -> (Callable<HttpResponse<String>>) () -> http.send(wrong, BodyHandlers.ofString()))
                .limit(guesses)
                .toList())) {
            boolean later = answer.headers().firstValue("Retry-After").isPresent();
            statuses.merge(answer.statusCode() + (later ? " with Retry-After" : ""), 1, Integer::sum);
        }
        int other = elsewhere
                .send(loginRequest(email, PASSWORD), BodyHandlers.ofString())
                .statusCode();
        System.out.printf(
                Locale.ROOT,
                "%d wrong passwords from one address: %s; a login from another: %d%n%n",
                guesses,
                statuses,
                other);
        check(statuses.containsKey("429 with Retry-After") && other == 200, "limits as shipped?");
    }

    /** The CPU time of a sign-in in identity-service, less its idle share, compared with one bcrypt verification. */
    void signIn(int times) throws Exception {
        String email = register();
        for (int i = 0; i < times; i++) {
            check(login(email, PASSWORD).status() == 200, "not signed in"); // warms up
        }
        Cpu idleFrom = Cpu.of("identity-service");
        Thread.sleep(Duration.ofSeconds(5));
        double idlePerMilli = Cpu.of("identity-service").millisSince(idleFrom) / 5_000;
        Cpu before = Cpu.of("identity-service");
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            check(login(email, PASSWORD).status() == 200, "not signed in");
        }
        double millis = (System.nanoTime() - start) / 1e6;
        double signIn = (Cpu.of("identity-service").millisSince(before) - idlePerMilli * millis) / times;
        double bcrypt = bcrypt(times);
        System.out.printf(
                Locale.ROOT,
                "CPU of a sign-in, n=%d: %.1f ms; of bcrypt alone %.1f ms; difference %.1f ms (<= 10 ms)%n%n",
                times,
                signIn,
                bcrypt,
                signIn - bcrypt);
    }

    private static double bcrypt(int times) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        char[] hash = BCrypt.withDefaults().hashToChar(BCRYPT_COST, PASSWORD.toCharArray());
        BCrypt.verifyer().verify(PASSWORD.toCharArray(), hash); // warms up
        long before = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < times; i++) {
            check(BCrypt.verifyer().verify(PASSWORD.toCharArray(), hash).verified, "not verified");
        }
        return (threads.getCurrentThreadCpuTime() - before) / 1e6 / times;
    }

    /** Reads of an account during concurrent sign-ins of other accounts. */
    void logins(int many) throws Exception {
        List<String> emails = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            emails.add(register());
        }
        String token =
                login(emails.getFirst(), PASSWORD).body().path("accessToken").asText();
        print("GET /v1/users/me, nobody else", reading(token, () -> false, 300), "");
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Answer>> under = threads.submit(() -> atOnce(emails.stream()
                    .map(email -> (Callable<Answer>) () -> login(email, PASSWORD))
                    .toList()));
            long[] read = reading(token, () -> !under.isDone(), 0);
            Map<Integer, Integer> statuses = new TreeMap<>();
            under.get().forEach(answer -> statuses.merge(answer.status(), 1, Integer::sum));
            print("GET /v1/users/me while " + many + " sign in", read, "p95 < 50 ms");
            System.out.printf(
                    Locale.ROOT, "  %d sign-ins: %s in %.1f s%n%n", many, statuses, (System.nanoTime() - start) / 1e9);
        }
    }

    private long[] reading(String token, Callable<Boolean> goesOn, int atLeast) throws Exception {
        List<Long> micros = new ArrayList<>();
        while (micros.size() < atLeast || goesOn.call()) {
            long start = System.nanoTime();
            check(get("/v1/users/me", token).status() == 200, "not read");
            micros.add((System.nanoTime() - start) / 1000);
            Thread.sleep(10);
        }
        return micros.stream().mapToLong(Long::longValue).toArray();
    }

    /** One refresh token twice concurrently, its successor, then the old one again. */
    void refresh(int sessions) throws Exception {
        int same = 0;
        int ended = 0;
        for (int i = 0; i < sessions; i++) {
            String first = guest().path("refreshToken").asText();
            List<Answer> twice = atOnce(List.of(() -> refreshed(first), () -> refreshed(first)));
            String successor = twice.getFirst().body().path("refreshToken").asText();
            if (twice.stream()
                    .allMatch(answer -> answer.status() == 200
                            && answer.body().path("refreshToken").asText().equals(successor))) {
                same++;
            }
            JsonNode newest = refreshed(successor).body();
            Answer reused = refreshed(first);
            Answer after = refreshed(newest.path("refreshToken").asText());
            if (reused.status() == 401 && after.status() == 401) {
                ended++;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "a refresh token twice at once: one successor in %d of %d; the old one again: session ended in %d of %d%n%n",
                same,
                sessions,
                ended,
                sessions);
        check(same == sessions && ended == sessions, "every session should");
    }

    /** The time of a refused sign-in, for existing and unknown accounts. */
    void timing(int times) throws Exception {
        List<String> known = new ArrayList<>();
        for (int i = 0; i <= times / 4; i++) { // four wrong passwords do not lock out
            known.add(register());
        }
        long[] existing = new long[times];
        long[] missing = new long[times];
        for (int i = 0; i < times; i++) {
            existing[i] = refused(known.get(i / 4));
            missing[i] = refused("nobody-" + i / 4 + "-" + run
                    + "@example.com"); // equally often each, because responses are delayed
        }
        print("wrong password, the account exists", existing, "");
        print("wrong password, it does not", missing, "");
        double ratio = (double) median(missing) / median(existing);
        System.out.printf(Locale.ROOT, "  medians differ by %.1f %% (< 10 %%)%n%n", Math.abs(1 - ratio) * 100);
        check(Math.abs(1 - ratio) < 0.1, "the time reveals which accounts exist");
    }

    private long refused(String email) throws Exception {
        long start = System.nanoTime();
        Answer answer = login(email, "wrong");
        check(answer.status() == 401, "not refused: " + answer);
        return (System.nanoTime() - start) / 1000;
    }

    private static long median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The time from the response to a sign-out until the last of the six services refuses the token. */
    void revocation(int times) throws Exception {
        long[] micros = new long[times];
        for (int i = 0; i < times; i++) {
            JsonNode guest = guest();
            String token = guest.path("accessToken").asText();
            for (String service : DOORS.keySet()) {
                check(knock(service, token) != 401, service + " does not accept the guest's token");
            }
            check(
                    post("/v1/auth/logout", token, json.createObjectNode(), Map.of())
                                    .status()
                            < 300,
                    "not signed out");
            long out = System.nanoTime();
            List<Long> heard = atOnce(DOORS.keySet().stream()
                    .map(service -> (Callable<Long>) () -> {
                        while (knock(service, token) != 401) {
                            check(
                                    System.nanoTime() - out < TIMEOUT.toNanos(),
                                    service + " does not refuse the revoked token");
                            Thread.sleep(2);
                        }
                        return (System.nanoTime() - out) / 1000;
                    })
                    .toList());
            micros[i] = heard.stream().mapToLong(Long::longValue).max().orElseThrow();
        }
        print("sign-out until all six services refuse the token", micros, "< 1 s");
        System.out.println();
    }

    private int knock(String service, String token) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create(urlOf(service) + DOORS.get(service)))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    /** The cost of authenticating a token: requests that are refused for their role, less those without a token. */
    void token(int requests) throws Exception {
        String token = guest().path("accessToken").asText();
        int rounds = 10;
        double with = 0;
        double without = 0;
        door(token, requests / rounds); // warm
        door(null, requests / rounds);
        for (int i = 0; i < rounds; i++) {
            with += door(token, requests / rounds);
            without += door(null, requests / rounds);
        }
        System.out.printf(
                Locale.ROOT,
                "CPU of analytics per request: %.3f ms with a token, %.3f ms without; checking it %.3f ms (< 0.2 ms)%n%n",
                with / requests,
                without / requests,
                (with - without) / requests);
    }

    private double door(@Nullable String token, int requests) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(urlOf("analytics") + DOORS.get("analytics")));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpRequest asked = request.build();
        int expected = token == null ? 401 : 403;
        Cpu before = Cpu.of("analytics-service");
        for (int i = 0; i < requests; i++) {
            int status = http.send(asked, BodyHandlers.discarding()).statusCode();
            check(status == expected, "answered " + status);
        }
        return Cpu.of("analytics-service").millisSince(before);
    }

    private JsonNode guest() throws Exception {
        Answer answer = post("/v1/auth/guest", null, json.createObjectNode(), Map.of());
        check(answer.status() == 201, "no guest (rate limits raised?): " + answer);
        return answer.body();
    }

    private Answer refreshed(String refreshToken) throws Exception {
        return post("/v1/auth/refresh", null, json.createObjectNode().put("refreshToken", refreshToken), Map.of());
    }

    /** Registers a new account; returns its address. */
    private String register() throws Exception {
        String email = "person-" + people++ + "-" + run + "@example.com";
        Answer answer = post("/v1/auth/register", null, credentials(email, PASSWORD), Map.of());
        check(answer.status() == 201, "not registered (rate limits raised?): " + answer);
        return email;
    }

    private Answer login(String email, String password) throws Exception {
        return post("/v1/auth/login", null, credentials(email, password), Map.of());
    }

    private HttpRequest loginRequest(String email, String password) {
        return request("/v1/auth/login", null)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(credentials(email, password).toString()))
                .build();
    }
}
