package dev.parley.identity;

import static dev.parley.identity.Client.PASSWORD;
import static dev.parley.identity.Client.as;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.testing.TestBus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest
class GuestsTest {

    private Client.SignedIn guest;

    @BeforeEach
    void arrive() {
        guest = Client.guest();
    }

    @Test
    void haveSessionsOfTheirOwn() {
        Client.refresh(guest.refreshToken()).then().statusCode(200);
    }

    @Test
    void haveNoAccount() {
        as(guest.accessToken())
                .get("/v1/users/me")
                .then()
                .statusCode(403)
                .body("type", equalTo("https://parley.dev/problems/forbidden"));
    }

    @Test
    void becomeTheUserTheyRegisterAs() {
        Client.SignedIn ann = Client.register(as(guest.accessToken()));

        var event =
                TestBus.awaitEvent("identity.users", guest.id(), it -> it.type().endsWith("user.guest-linked.v1"));
        assertEquals(ann.id(), event.data().get("userId").asText());
        assertEquals(guest.id(), event.data().get("anonymousId").asText());
        awaitRefused(guest.accessToken());
    }

    @Test
    void areLinkedToOneOfTwoConcurrentSignIns() throws Exception {
        String ann = Client.register().email();
        String bob = Client.register().email();

        List<Integer> answers = AtOnce.run(List.of(() -> signIn(ann), () -> signIn(bob)));

        assertEquals(List.of(200, 200), answers);
        TestBus.awaitEvent("identity.users", guest.id(), event -> true);
        assertEquals(1, TestBus.eventsOf("identity.users", guest.id()).size());
    }

    private int signIn(String email) {
        return as(guest.accessToken())
                .body(Map.of("email", email, "password", PASSWORD))
                .post("/v1/auth/login")
                .statusCode();
    }

    private static void awaitRefused(String accessToken) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(1))
                .untilAsserted(() -> as(accessToken)
                        .get("/v1/users/me")
                        .then()
                        .statusCode(401)
                        .body("type", equalTo("https://parley.dev/problems/token-revoked")));
    }
}
