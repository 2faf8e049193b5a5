package dev.parley.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A demo of one order, through the gateway as a shopper uses it. The result of every step is verified; an unexpected
 * one ends the demo with a {@link UserError} that describes it.
 */
final class Demo {

    private static final String WISH = "show me a black laptop under 900 dollars";
    private static final BigDecimal LIMIT = new BigDecimal("900");
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Settings settings;
    private final Secrets secrets;
    private final Terminal terminal;
    private final Api gateway;
    private int number;

    Demo(Settings settings, Secrets secrets, Terminal terminal) {
        this.settings = settings;
        this.secrets = secrets;
        this.terminal = terminal;
        this.gateway = new Api(settings.gatewayUrl());
    }

    /** The result of a step, and its description. */
    private record Result<T>(T value, String story) {

        <U> Result<U> withValue(U other) {
            return new Result<>(other, story);
        }
    }

    void run() {
        Instant start = Instant.now();
        Api operator = Operator.of(settings, secrets);
        Sales before = sales(operator, start);

        Api guest = gateway.as(step("a guest comes in", () -> {
            JsonNode body = gateway.post("/v1/auth/guest", Map.of()).expecting(201);
            return new Result<>(text(body, "accessToken"), "guest " + text(body, "anonymousId"));
        }));
        JsonNode suggestion = step("asks: \"" + WISH + "\"", () -> wish(guest));
        String sku = text(suggestion, "sku");
        Stock stock = stock(operator, sku);
        step("adds the first suggestion to the cart", () -> {
            JsonNode cart = guest.post("/v1/cart/items", Map.of("sku", sku, "quantity", 1))
                    .body();
            require(holds(cart, sku), "the cart holds " + sku, cart);
            return new Result<>(
                    sku, sku + ", total " + money(cart.path("pricing").path("total")));
        });
        Api buyer = gateway.as(step("registers, and the cart comes along", () -> register(guest, sku)));
        JsonNode order = step("pays", () -> pay(buyer, sku));
        String orderId = text(order, "id");
        step("the order as it went over Kafka", () -> events(orderId, start));
        step("analytics shows the sale", () -> {
            BigDecimal paid = new BigDecimal(text(order.path("pricing").path("total"), "amount"));
            return await(
                    () -> sales(operator, start),
                    now -> now.orders() > before.orders()
                            && now.revenue().subtract(before.revenue()).compareTo(paid) >= 0,
                    now -> (now.orders() - before.orders()) + " more order, "
                            + now.revenue().subtract(before.revenue()) + " USD more revenue");
        });
        step(
                "stock went down",
                () -> await(
                        () -> stock(operator, sku),
                        now -> now.onHand() == stock.onHand() - 1 && now.available() == stock.available() - 1,
                        now -> sku + ": on hand " + stock.onHand() + " → " + now.onHand()));
        terminal.say(String.format(
                Locale.ROOT,
                "The demo took %.1f s, and every step's result was verified.",
                Terminal.seconds(Duration.between(start, Instant.now()))));
    }

    private Result<JsonNode> wish(Api guest) {
        String session =
                text(guest.post("/v1/sessions", Map.of("channel", "web")).expecting(201), "id");
        String conversation = text(
                guest.post("/v1/conversations", Map.of("sessionId", session)).expecting(201), "id");
        JsonNode turn = guest.post(
                        "/v1/conversations/" + conversation + "/messages",
                        Map.of("clientMessageId", UUID.randomUUID().toString(), "text", WISH))
                .body();
        JsonNode suggestions = turn.path("reply").path("suggestions");
        require(!suggestions.isEmpty(), "the reply has suggestions", turn);
        for (JsonNode suggestion : suggestions) {
            BigDecimal price = new BigDecimal(text(suggestion.path("price"), "amount"));
            require(price.compareTo(LIMIT) <= 0, "a suggestion costs at most " + LIMIT, suggestion);
        }
        boolean canAdd = elements(turn.path("reply").path("actions"))
                .anyMatch(action -> action.path("type").asText().equals("add_to_cart"));
        require(canAdd, "the reply has the action add_to_cart", turn);
        JsonNode first = elements(suggestions)
                .filter(suggestion -> suggestion.path("inStock").asBoolean())
                .findFirst()
                .orElseThrow(() -> new UserError("No suggestion is in stock: " + suggestions));
        return new Result<>(
                first,
                text(turn.path("reply"), "text") + " First: " + text(first, "name") + ", "
                        + money(first.path("price")));
    }

    private Result<String> register(Api guest, String sku) {
        String email = "shopper-" + UUID.randomUUID() + "@example.org";
        JsonNode body = guest.post(
                        "/v1/auth/register",
                        Map.of("email", email, "password", UUID.randomUUID().toString()))
                .expecting(201);
        String token = text(body, "accessToken");
        Api buyer = gateway.as(token);
        return await(
                        () -> buyer.get("/v1/cart").expecting(200),
                        cart -> holds(cart, sku),
                        cart -> email + ", " + cart.path("itemCount").asInt() + " item in the cart")
                .withValue(token);
    }

    private Result<JsonNode> pay(Api buyer, String sku) {
        JsonNode order = buyer.header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Prefer", "wait=10")
                .post(
                        "/v1/orders",
                        Map.of(
                                "shippingAddress",
                                Map.of(
                                        "name", "Demo Shopper",
                                        "line1", "1 Example Street",
                                        "city", "Springfield",
                                        "postalCode", "12345",
                                        "country", "US"),
                                "payment",
                                Map.of("method", "test", "token", "tok_ok")))
                .expecting(201);
        require(text(order, "status").equals("confirmed"), "the order is confirmed", order);
        require(
                elements(order.path("items"))
                        .anyMatch(item -> item.path("sku").asText().equals(sku)),
                "it holds " + sku,
                order);
        return new Result<>(
                order,
                "order " + text(order, "orderNumber") + " is confirmed, "
                        + money(order.path("pricing").path("total")));
    }

    private Result<String> events(String orderId, Instant since) {
        List<String> needed = List.of(
                "dev.parley.order.placed.v1",
                "dev.parley.stock.reserved.v1",
                "dev.parley.payment.authorized.v1",
                "dev.parley.order.confirmed.v1",
                "dev.parley.stock.committed.v1",
                "dev.parley.cart.converted.v1");
        try (Records records = Records.ofAllTopics(settings)) {
            return await(
                            () -> {
                                List<ConsumerRecord<byte[], byte[]>> about = new ArrayList<>();
                                records.since(since, record -> {
                                    if (isAbout(record, orderId)) {
                                        about.add(record);
                                    }
                                });
                                return about;
                            },
                            found -> found.stream()
                                    .map(record ->
                                            Records.header(record, "ce_type").orElse(""))
                                    .toList()
                                    .containsAll(needed),
                            found -> {
                                StringBuilder story =
                                        new StringBuilder().append(found.size()).append(" events");
                                found.forEach(
                                        record -> story.append("\n           ").append(Records.line(record)));
                                return story.toString();
                            })
                    .withValue(orderId);
        }
    }

    private static boolean isAbout(ConsumerRecord<byte[], byte[]> record, String orderId) {
        return Records.text(record.key()).equals(orderId)
                || Records.text(record.value()).contains(orderId);
    }

    private record Sales(long orders, BigDecimal revenue) {}

    private static Sales sales(Api operator, Instant around) {
        Instant hour = around.truncatedTo(ChronoUnit.HOURS);
        JsonNode report = operator.get(
                        "/v1/analytics/sales?interval=hour&from=" + hour + "&to=" + hour.plus(2, ChronoUnit.HOURS))
                .expecting(200);
        long orders = 0;
        BigDecimal revenue = BigDecimal.ZERO;
        for (JsonNode bucket : report.path("items")) {
            orders += bucket.path("orders").asLong();
            for (JsonNode amount : bucket.path("revenue")) {
                if (amount.path("currency").asText().equals("USD")) {
                    revenue = revenue.add(new BigDecimal(text(amount, "amount")));
                }
            }
        }
        return new Sales(orders, revenue);
    }

    private record Stock(long onHand, long available) {}

    private static Stock stock(Api operator, String sku) {
        JsonNode body = operator.get("/v1/inventory/" + sku).expecting(200);
        return new Stock(body.path("onHand").asLong(), body.path("available").asLong());
    }

    private <T> T step(String what, Supplier<Result<T>> act) {
        long since = System.nanoTime();
        Result<T> result = act.get();
        terminal.say(String.format(
                Locale.ROOT,
                "%2d. %-38s %6.0f ms  %s",
                ++number,
                what,
                (System.nanoTime() - since) / 1e6,
                result.story()));
        return result.value();
    }

    /** Polls until the response is as expected, because events over Kafka arrive with a delay. */
    private static <T> Result<T> await(Supplier<T> ask, Predicate<T> enough, Function<T, String> story) {
        List<T> answers = new ArrayList<>();
        boolean came = Readiness.await(
                () -> {
                    answers.add(ask.get());
                    return enough.test(answers.getLast());
                },
                () -> false,
                TIMEOUT);
        if (!came) {
            throw new UserError("Not within " + TIMEOUT.toSeconds() + " s; the last response was " + answers.getLast());
        }
        return new Result<>(answers.getLast(), story.apply(answers.getLast()));
    }

    private static boolean holds(JsonNode cart, String sku) {
        return elements(cart.path("items"))
                .anyMatch(item -> item.path("sku").asText().equals(sku));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static void require(boolean condition, String what, JsonNode answer) {
        if (!condition) {
            throw new UserError("Expected that " + what + ", but the response was " + answer);
        }
    }

    private static String text(JsonNode node, String field) {
        String text = node.path(field).asText();
        require(!text.isEmpty(), "there is a " + field, node);
        return text;
    }

    private static String money(JsonNode money) {
        return text(money, "amount") + " " + text(money, "currency");
    }
}
