package dev.parley.platform.events;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

import dev.parley.platform.id.Ids;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;

/** A ready instance stays ready despite failures of shared dependencies. */
@QuarkusTest
@QuarkusTestResource(TestStack.class)
class ReadinessTest {

    @Inject
    Outboxes outboxes;

    @BeforeEach
    void awaitStarted() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    private OutboxCollection things() {
        return outboxes.open("things", "test.work");
    }

    @Test
    void aBacklogOfAnHourIsReportedAndTheInstanceStaysReady() {
        things().mongo()
                .insertOne(new Document("_id", Ids.next())
                        .append("eventSeq", 0L)
                        .append("outboxSince", Date.from(Instant.now().minus(Duration.ofHours(1))))
                        .append("outboxNext", Date.from(Instant.now().plus(Duration.ofHours(1)))));

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> given().get("/q/health/ready")
                        .then()
                        .statusCode(200)
                        .body(
                                "checks.find { it.name == 'outbox' }.data.'things.oldestSeconds'",
                                greaterThanOrEqualTo(3600)));
        given().get("/q/metrics").then().body(containsString("outbox_oldest_seconds{collection=\"things\""));
        given().get("/q/metrics").then().body(containsString("outbox_pending{collection=\"things\""));
        given().get("/q/metrics").then().body(containsString("outbox_parked{collection=\"things\""));
        given().get("/q/metrics").then().body(containsString("outbox_published_total{collection=\"things\""));
    }

    @Test
    void parkedDocumentsAreListed() {
        String id = Ids.next();
        things().mongo()
                .insertOne(new Document("_id", id)
                        .append("eventSeq", 0L)
                        .append("pendingEvents", List.of("not an event"))
                        .append("outboxNext", new Date()));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> given().get("/q/health/ready")
                        .then()
                        .statusCode(200)
                        .body("checks.find { it.name == 'outbox' }.data.'things.parked'", equalTo(1))
                        .body(
                                "checks.find { it.name == 'outbox' }.data.'things.parked.1'",
                                startsWith(id + " unreadable since 20")));
        things().mongo().deleteOne(new Document("_id", id));
    }

    @Test
    @Tag("fault")
    @DisabledIf("mongoIsNotOurs")
    void anUnavailableDatabaseIsReportedAndTheInstanceStaysReady() {
        TestStack.run(TestStack.MONGO_STOP);
        try {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> given().get("/q/health/ready")
                            .then()
                            .statusCode(200)
                            .body("checks.find { it.name == 'mongodb' }.data.reachable", equalTo(false)));
        } finally {
            TestStack.run(TestStack.MONGO_START);
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> given().get("/q/health/ready")
                        .then()
                        .statusCode(200)
                        .body("checks.find { it.name == 'mongodb' }.data.reachable", equalTo(true)));
    }

    @Test
    @Tag("fault")
    void anUnavailableBrokerIsReportedAndTheInstanceStaysReady() {
        String id = Ids.next();
        things().insert(new Document("_id", id), List.of(CounterRaisedV1.event(id, 1)));
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        !things().mongo().find(new Document("_id", id)).first().containsKey("outboxSince"));
        TestStack.run(TestStack.KAFKA_STOP);
        try {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> given().get("/q/health/ready")
                            .then()
                            .statusCode(200)
                            .body("checks.find { it.name == 'outbox' }.data.kafka", equalTo("away")));
        } finally {
            TestStack.run(TestStack.KAFKA_START);
        }
    }

    static boolean mongoIsNotOurs() {
        return System.getenv("PARLEY_TEST_MONGODB_URI") != null;
    }
}
