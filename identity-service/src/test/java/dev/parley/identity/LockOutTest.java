package dev.parley.identity;

import static dev.parley.identity.Client.PASSWORD;
import static dev.parley.identity.Client.anEmail;
import static dev.parley.identity.Client.loginFrom;
import static dev.parley.identity.Client.randomAddress;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.parley.identity.password.application.CrowdedPasswords;
import dev.parley.identity.password.application.LoginAttempts;
import dev.parley.identity.password.application.Passwords;
import dev.parley.identity.password.application.RecordedSignInDelay;
import dev.parley.identity.password.application.SignInDelay;
import dev.parley.identity.password.application.TestPasswords;
import dev.parley.platform.edge.testing.AtOnce;
import io.quarkus.test.junit.QuarkusMock;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lock-outs after wrong passwords. */
@ServiceTest
class LockOutTest {

    private static final String COOKIE = "parley-device";
    private static final String WRONG = "not the password";

    @Inject
    MongoDatabase database;

    @Inject
    LoginAttempts attempts;

    private String address = "";

    @BeforeEach
    void useANewAddress() {
        address = randomAddress();
    }

    @Test
    void locksTheNetworkAfterFiveWrongPasswordsEvenForTheRightOne() {
        Client.SignedIn ann = Client.register();
        guessFiveTimes(ann.email());

        Response locked = loginFrom(neighborOf(address), ann.email(), PASSWORD);

        locked.then().statusCode(423).body("type", equalTo("https://parley.dev/problems/locked-out"));
        int left = Integer.parseInt(locked.header("Retry-After"));
        assertTrue(left > 15 * 60 - 30 && left <= 15 * 60, left + " s");
    }

    @Test
    void locksAWholeNetworkOfIpv6() {
        Client.SignedIn ann = Client.register();
        String network = "2001:db8:%x:%x:".formatted(System.nanoTime() & 0xffff, System.nanoTime() >> 16 & 0xffff);
        for (int i = 1; i <= 5; i++) {
            loginFrom(network + ":" + i, ann.email(), WRONG).then().statusCode(401);
        }

        loginFrom(network + "1:2:3:4", ann.email(), PASSWORD).then().statusCode(423);
    }

    @Test
    void letsTheOwnerSignInFromAnotherNetwork() {
        Client.SignedIn ann = Client.register();
        guessFiveTimes(ann.email());

        loginFrom(elsewhere(), ann.email(), PASSWORD).then().statusCode(200);
    }

    @Test
    void locksAnUnknownAddressAlike() {
        String email = anEmail();
        guessFiveTimes(email);

        loginFrom(address, email.toUpperCase(Locale.ROOT), WRONG)
                .then()
                .statusCode(423)
                .body("type", equalTo("https://parley.dev/problems/locked-out"));
        loginFrom(address, anEmail(), WRONG).then().statusCode(401);
    }

    @Test
    void doesNotRevealThatAnAddressAndAUsernameBelongToOneAccount() {
        Client.SignedIn ann = Client.register();
        String username = "ann" + System.nanoTime();
        Client.as(ann.accessToken())
                .body(Map.of("username", username))
                .patch("/v1/users/me")
                .then()
                .statusCode(200);
        guessFiveTimes(ann.email());

        byUsername(username, WRONG).then().statusCode(401);
        byUsername(username, PASSWORD).then().statusCode(200);
    }

    @Test
    void doesNotLockADeviceThatSignedInBefore() {
        Client.SignedIn ann = Client.register();
        String proof = loginFrom(address, ann.email(), PASSWORD).cookie(COOKIE);
        guessFiveTimes(ann.email());

        loginFrom(address, ann.email(), PASSWORD).then().statusCode(423);
        loginWith(proof, ann.email(), PASSWORD).then().statusCode(200).cookie(COOKIE, proof);
    }

    @Test
    void recognizesTheDeviceThatRegistered() {
        String email = anEmail();
        String proof = Client.from(address)
                .body(Map.of("email", email, "password", PASSWORD))
                .post("/v1/auth/register")
                .then()
                .statusCode(201)
                .extract()
                .cookie(COOKIE);
        guessFiveTimes(email);

        loginWith(proof, email, PASSWORD).then().statusCode(200);
    }

    @Test
    void locksADeviceForItsOwnWrongPasswordsOnly() {
        Client.SignedIn ann = Client.register();
        String proof = loginFrom(address, ann.email(), PASSWORD).cookie(COOKIE);
        for (int i = 0; i < 5; i++) {
            loginWith(proof, ann.email(), WRONG).then().statusCode(401);
        }

        loginWith(proof, ann.email(), PASSWORD).then().statusCode(423);
        loginFrom(address, ann.email(), PASSWORD).then().statusCode(200);
    }

    @Test
    void refusesADeviceProofOfAnotherAccount() {
        Client.SignedIn ann = Client.register();
        Client.SignedIn ben = Client.register();
        String bens = loginFrom(elsewhere(), ben.email(), PASSWORD).cookie(COOKIE);
        String anns = loginFrom(elsewhere(), ann.email(), PASSWORD).cookie(COOKIE);
        String lastOfAnns = anns.endsWith("A") ? "B" : "A";
        guessFiveTimes(ann.email());

        for (String proof : List.of(
                bens,
                bens.replace(ben.id(), ann.id()),
                anns.substring(0, anns.length() - 1) + lastOfAnns,
                ann.id() + ".." + anns.substring(anns.lastIndexOf('.') + 1),
                ann.id(),
                ".",
                "x".repeat(500))) {
            loginWith(proof, ann.email(), PASSWORD).then().statusCode(423);
        }
    }

    @Test
    void delaysFromTheThirdWrongPasswordInARow() {
        RecordedSignInDelay delay = new RecordedSignInDelay();
        QuarkusMock.installMockForType(delay, SignInDelay.class);

        guessFiveTimes(anEmail());

        assertEquals(List.of(0L, 0L, 1L, 2L, 4L), delay.seconds());
    }

    @Test
    void delaysANameThatIsGuessedFromManyNetworksWithoutLockingOutItsOwner() {
        Client.SignedIn ann = Client.register();
        String proof = loginFrom(elsewhere(), ann.email(), PASSWORD).cookie(COOKIE);
        for (int i = 0; i < 59; i++) {
            attempts.add(LoginAttempts.Key.everywhere(ann.email()));
        }
        RecordedSignInDelay delay = new RecordedSignInDelay();
        QuarkusMock.installMockForType(delay, SignInDelay.class);

        loginFrom(elsewhere(), ann.email(), WRONG).then().statusCode(401);
        loginFrom(elsewhere(), ann.email(), PASSWORD).then().statusCode(200);
        loginWith(proof, ann.email(), PASSWORD).then().statusCode(200);

        assertEquals(List.of(2L, 4L, 0L), delay.seconds());
    }

    @Test
    void anUncheckedPasswordDoesNotCount() {
        Client.SignedIn ann = Client.register();
        CrowdedPasswords passwords = new CrowdedPasswords();
        QuarkusMock.installMockForType(passwords, Passwords.class);
        for (int i = 0; i < 6; i++) {
            loginFrom(address, ann.email(), WRONG).then().statusCode(503).header("Retry-After", "5");
        }

        passwords.crowded = false;

        loginFrom(address, ann.email(), PASSWORD).then().statusCode(200);
    }

    @Test
    void theRightPasswordEndsTheRow() {
        Client.SignedIn ann = Client.register();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 4; i++) {
                loginFrom(address, ann.email(), WRONG).then().statusCode(401);
            }
            loginFrom(address, ann.email(), PASSWORD).then().statusCode(200);
            address = neighborOf(address);
        }
    }

    @Test
    void theLockEndsAfterAQuarterOfAnHourAndTheNextRowBegins() {
        String email = anEmail();
        guessFiveTimes(email);
        database.getCollection("login_attempts")
                .updateMany(
                        Filters.gte("_id", LoginAttempts.Key.everywhere(email).value()),
                        Updates.set("lastAt", Date.from(Instant.now().minus(LoginAttempts.LOCKED))));

        address = neighborOf(address);
        guessFiveTimes(email);

        loginFrom(address, email, WRONG).then().statusCode(423);
    }

    @Test
    void checksFiveOfManyConcurrentGuesses() throws Exception {
        TestPasswords.atProductionCost();
        Client.SignedIn ann = Client.register();
        String network = address.substring(0, address.lastIndexOf('.') + 1);

        List<Integer> answers = AtOnce.run(IntStream.rangeClosed(1, 60)
                .mapToObj(host -> (Callable<Integer>)
                        () -> loginFrom(network + host, ann.email(), WRONG).statusCode())
                .toList());

        assertEquals(5, Collections.frequency(answers, 401), answers::toString);
        assertEquals(55, Collections.frequency(answers, 423), answers::toString);
    }

    @Test
    void storesNoTypedName() {
        String email = anEmail();
        guessFiveTimes(email);

        assertEquals(5, attempts.failures(LoginAttempts.Key.everywhere(email)));
        for (var row : database.getCollection("login_attempts").find()) {
            assertFalse(row.toJson().contains(email));
        }
    }

    private void guessFiveTimes(String email) {
        for (int i = 0; i < 5; i++) {
            loginFrom(address, email, WRONG).then().statusCode(401);
        }
    }

    private Response loginWith(String proof, String email, String password) {
        return Client.from(neighborOf(address))
                .cookie(COOKIE, proof)
                .body(Map.of("email", email, "password", password))
                .post("/v1/auth/login");
    }

    private Response byUsername(String username, String password) {
        return Client.from(neighborOf(address))
                .body(Map.of("username", username, "password", password))
                .post("/v1/auth/login");
    }

    /** Another address of the same network. */
    private static String neighborOf(String address) {
        int host = Integer.parseInt(address.substring(address.lastIndexOf('.') + 1));
        return address.substring(0, address.lastIndexOf('.') + 1) + (host + 1) % 256;
    }

    /** An address of another network. */
    private String elsewhere() {
        String other = randomAddress();
        return sameNetwork(other) ? elsewhere() : other;
    }

    private boolean sameNetwork(String other) {
        return other.startsWith(address.substring(0, address.lastIndexOf('.') + 1));
    }
}
