package dev.parley.analytics;

import static dev.parley.platform.testing.Requests.as;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.analytics.activity.ProductViewedV1;
import dev.parley.analytics.activity.SearchPerformedV1;
import dev.parley.analytics.sales.kafka.OrderCancelledV1;
import dev.parley.analytics.sales.kafka.OrderConfirmedV1;
import dev.parley.platform.id.Ids;
import dev.parley.platform.security.Scopes;
import dev.parley.platform.testing.StackResource;
import dev.parley.platform.testing.TestBus;
import dev.parley.platform.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each test uses separate days, which isolates tests. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class AnalyticsServiceTest {

    @Test
    void reportsConfirmedOrdersAndRemovesCancelledOnes() {
        Instant at = daysAgo(100).plus(10, ChronoUnit.HOURS).plusSeconds(1800);
        String order = Ids.next();
        confirm(order, at, 2, "USD 1698.00");
        confirm(Ids.next(), at.plusSeconds(10), 1, "USD 0.50");
        confirm(Ids.next(), at.plusSeconds(7200), 3, "EUR 30.00");

        await().untilAsserted(() -> assertEquals(3, day(at).getLong("items[0].orders")));
        JsonPath day = day(at);
        assertEquals(6, day.getLong("items[0].units"));
        assertEquals(
                List.of(Map.of("amount", "30.00", "currency", "EUR"), Map.of("amount", "1698.50", "currency", "USD")),
                day.getList("items[0].revenue"));

        Instant hour = at.truncatedTo(ChronoUnit.HOURS);
        sales("from=" + hour + "&to=" + hour.plusSeconds(3 * 3600) + "&interval=hour")
                .statusCode(200)
                .body("interval", equalTo("hour"))
                .body("items.orders", equalTo(List.of(2, 0, 1)))
                .body("items[0].from", equalTo(hour.toString()))
                .body("items[0].to", equalTo(hour.plusSeconds(3600).toString()))
                .body("items[1].revenue", hasSize(0));

        TestBus.publish("order.orders", order, new OrderCancelledV1(order, true, Instant.now()), 9);
        await().untilAsserted(() -> assertEquals(2, day(at).getLong("items[0].orders")));
        assertEquals(4, day(at).getLong("items[0].units"));
    }

    @Test
    void showsASaleWithinASecond() {
        Instant at = daysAgo(104);
        confirm(Ids.next(), at, 1, "USD 1.00"); // the first one warms up
        await().untilAsserted(() -> assertEquals(1, day(at).getLong("items[0].orders")));

        confirm(Ids.next(), at, 1, "USD 1.00");
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(1))
                .untilAsserted(() -> assertEquals(2, day(at).getLong("items[0].orders")));
    }

    @Test
    void redeliveredEventsChangeNothing() {
        Instant at = daysAgo(101);
        String order = Ids.next();
        String cancelled = Ids.next();
        for (int i = 0; i < 5; i++) {
            confirm(order, at, 1, "USD 10.00");
            confirm(cancelled, at, 1, "USD 10.00");
            TestBus.publish("order.orders", cancelled, new OrderCancelledV1(cancelled, true, Instant.now()), 2);
        }
        String last = Ids.next();
        confirm(last, at.plusSeconds(3600), 7, "USD 1.00");

        TestBus.awaitHandled("order.orders");
        assertEquals(8, day(at).getLong("items[0].units"));
        assertEquals(2, day(at).getLong("items[0].orders"));
    }

    @Test
    void ignoresTheCancellationOfAnUnconfirmedOrder() {
        Instant at = daysAgo(102);
        String order = Ids.next();
        TestBus.publish("order.orders", order, new OrderCancelledV1(order, false, Instant.now()), 1);
        confirm(order, at, 1, "USD 10.00");

        await().untilAsserted(() -> assertEquals(1, day(at).getLong("items[0].orders")));
    }

    @Test
    void countsZeroResultSearches() {
        Instant at = daysAgo(200);
        search("Purple Elephant", 0, at);
        search("  purple   elephant ", 0, at.plusSeconds(60));
        search("purple elephant", 0, at.plusSeconds(86_400));
        search("quantum toaster", 0, at);
        search("laptop", 12, at);
        search("", 0, at);

        String range = "?from=" + at + "&to=" + at.plusSeconds(2 * 86_400);
        await().untilAsserted(() -> as(TestTokens.manager())
                .get("/v1/analytics/searches/zero-results" + range)
                .then()
                .statusCode(200)
                .body(
                        "items",
                        equalTo(List.of(
                                Map.of("query", "purple elephant", "count", 3),
                                Map.of("query", "quantum toaster", "count", 1)))));
        as(TestTokens.manager())
                .get("/v1/analytics/searches/zero-results" + range + "&limit=1")
                .then()
                .body("items", hasSize(1));
        as(TestTokens.manager())
                .get("/v1/analytics/searches/zero-results?from=" + at.plusSeconds(86_400) + "&to="
                        + at.plusSeconds(2 * 86_400))
                .then()
                .body("items.query", not(hasItem("quantum toaster")));
    }

    @Test
    void countsViewsOfProductsOnceEach() {
        Instant at = daysAgo(300);
        String often = Ids.next();
        String once = Ids.next();
        String event = Ids.next();
        for (int i = 0; i < 3; i++) {
            TestBus.publish("activity.searches", often, new ProductViewedV1(often, at), 1);
            TestBus.publish("activity.searches", once, new ProductViewedV1(once, at), 1, event);
        }

        await().untilAsserted(() -> as(TestTokens.manager())
                .get("/v1/analytics/products/most-viewed?from=" + at + "&to=" + at.plusSeconds(86_400))
                .then()
                .statusCode(200)
                .body(
                        "items",
                        equalTo(List.of(
                                Map.of("productId", often, "views", 3), Map.of("productId", once, "views", 1)))));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        from=yesterday                                  | from
        from=2026-01-15&to=tomorrow                     | to
        from=2026-01-15&to=2026-01-15                   | to
        from=2026-01-16&to=2026-01-15                   | to
        from=2026-01-01&to=2026-02-02&interval=hour     | from
        from=2026-01-01&to=2027-02-01&interval=day      | from
        from=0001-01-01                                 | from
        to=9999-01-01                                   | to
        interval=week                                   | interval
        """)
    void rejectsInvalidReportParameters(String query, String field) {
        sales(query)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("https://parley.dev/problems/validation"))
                .body("errors.field", hasItem(field));
    }

    @Test
    void rejectsInvalidListParameters() {
        for (String list : List.of("searches/zero-results", "products/most-viewed")) {
            for (String wrong : List.of(
                    "limit=0", "limit=101", "limit=x", "from=x", "from=2026-01-02&to=2026-01-01", "from=2020-01-01")) {
                as(TestTokens.manager())
                        .get("/v1/analytics/" + list + "?" + wrong)
                        .then()
                        .statusCode(400);
            }
        }
    }

    @Test
    void reportsTheLastDaysByDefault() {
        sales("").statusCode(200).body("interval", equalTo("day")).body("items", hasSize(8));
    }

    @Test
    void isForManagersAndAuthorizedClientsOnly() {
        for (String path : List.of("sales", "searches/zero-results", "products/most-viewed")) {
            given().get("/v1/analytics/" + path).then().statusCode(401);
            for (String other : List.of(
                    TestTokens.guest(Ids.next()),
                    TestTokens.user(Ids.next()),
                    TestTokens.user(Ids.next(), "salesperson"),
                    TestTokens.client(Ids.next(), Scopes.CATALOG_WRITE))) {
                as(other).get("/v1/analytics/" + path).then().statusCode(403).contentType("application/problem+json");
            }
            for (String who : List.of(
                    TestTokens.manager(),
                    TestTokens.admin(),
                    TestTokens.service("local"),
                    TestTokens.client(Ids.next(), Scopes.ANALYTICS_READ))) {
                as(who).get("/v1/analytics/" + path).then().statusCode(200);
            }
        }
    }

    private static Instant daysAgo(int days) {
        return Instant.now().truncatedTo(ChronoUnit.DAYS).minus(days, ChronoUnit.DAYS);
    }

    private static void confirm(String order, Instant at, int units, String total) {
        TestBus.publish(
                "order.orders",
                order,
                new OrderConfirmedV1(order, List.of(new OrderConfirmedV1.Item(units)), Money.parse(total), at),
                1);
    }

    private static void search(String query, long results, Instant at) {
        TestBus.publish(
                "activity.searches", Ids.next(), new SearchPerformedV1(query, results, null, null, "api", 5, at), 1);
    }

    private static JsonPath day(Instant at) {
        Instant start = at.truncatedTo(ChronoUnit.DAYS);
        return sales("from=" + start + "&to=" + start.plusSeconds(86_400) + "&interval=day")
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static ValidatableResponse sales(String query) {
        return as(TestTokens.manager())
                .get("/v1/analytics/sales" + (query.isEmpty() ? "" : "?" + query))
                .then();
    }
}
