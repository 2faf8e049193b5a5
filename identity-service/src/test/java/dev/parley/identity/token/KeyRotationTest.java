package dev.parley.identity.token;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static dev.parley.identity.Client.as;
import static dev.parley.identity.Client.request;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.parley.identity.Client;
import dev.parley.identity.MovableClock;
import dev.parley.identity.ServiceTest;
import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.encryption.Encryption;
import dev.parley.platform.encryption.EncryptionKeyMissing;
import dev.parley.platform.events.JobRunner;
import dev.parley.platform.id.Ids;
import dev.parley.platform.mongo.RetryingWrites;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.bson.types.Binary;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest
class KeyRotationTest {

    private static final Duration ANNOUNCED = Duration.ofMinutes(20);

    @Inject
    RetryingWrites writes;

    @Inject
    Encryption encryption;

    @ConfigProperty(name = "quarkus.mongodb.connection-string")
    String mongodb;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-15T10:00:00Z"));
    private MongoClient client;
    private MongoDatabase database;

    /** One of several instances of this service. */
    private record Copy(SigningKeys keys, RotateKeys rotate, JobRunner<Integer> removal) {}

    @BeforeEach
    void connect() {
        client = MongoClients.create(mongodb);
        database = client.getDatabase("test-keys-" + Ids.next());
    }

    @AfterEach
    void disconnect() {
        try (MongoClient again = MongoClients.create(mongodb)) {
            again.getDatabase(database.getName()).drop();
        }
        client.close();
    }

    @Test
    void everyInstanceReadsAKeyBeforeAnySignsWithIt() {
        Copy one = copy();
        Copy two = copy();
        String first = one.keys.current().id();

        ScheduledKey next = one.rotate.handle();
        clock.forward(SigningKeys.READ_EVERY);
        two.keys.read();

        assertEquals(first, one.keys.current().id());
        assertEquals(first, two.keys.current().id());
        assertTrue(two.keys.find(next.key().id()).isPresent());
        assertEquals(Set.of(first, next.key().id()), ids(two.keys.published()));

        clock.forward(ANNOUNCED);
        assertEquals(next.key().id(), one.keys.current().id());
        assertEquals(next.key().id(), two.keys.current().id());
        assertTrue(one.keys.find(first).isPresent(), "its tokens are good for a while");
    }

    @Test
    void aRetiredKeyIsRemovedWhenItsLastTokenHasExpired() {
        Copy copy = copy();
        String first = copy.keys.current().id();
        copy.rotate.handle();
        clock.forward(ANNOUNCED.plus(AccessTokens.LIFE));

        assertEquals(0, copy.removal.turn(clock.instant()));
        assertTrue(copy.keys.find(first).isPresent());

        clock.forward(KeyRing.MARGIN);
        assertEquals(Optional.empty(), copy.keys.find(first), "no longer believed, although not removed yet");
        assertEquals(1, copy.removal.turn(clock.instant()));
        assertEquals(0, copy.removal.turn(clock.instant()));
        assertEquals(Set.of(copy.keys.current().id()), ids(copy.keys.read()));
    }

    @Test
    void keysSignInSequence() {
        Copy copy = copy();
        for (int turn = 2; turn <= 4; turn++) {
            assertEquals(turn, copy.rotate.handle().number());
            clock.forward(Duration.ofHours(1));
            copy.removal.turn(clock.instant());
        }
        assertEquals(4, copy.keys.read().signer(clock.instant()).number());
        assertEquals(1, copy.keys.read().keys().size());
    }

    @Test
    void concurrentRotationsCreateOneKey() throws Exception {
        Copy one = copy();
        Copy two = copy();

        List<ScheduledKey> made = AtOnce.run(List.of(one.rotate::handle, two.rotate::handle, two.rotate::handle));

        assertEquals(1, made.stream().map(key -> key.key().id()).distinct().count());
        assertEquals(2, one.keys.read().keys().size());
    }

    @Test
    void noFurtherKeyIsCreatedWhileOneWaits() {
        Copy copy = copy();
        ScheduledKey next = copy.rotate.handle();
        clock.forward(ANNOUNCED.minusSeconds(1));

        assertEquals(next, copy.rotate.handle());

        clock.forward(Duration.ofSeconds(1));
        assertNotEquals(next.number(), copy.rotate.handle().number());
    }

    @Test
    void keysAndSecretsStoredInPlaintextAreEncryptedAndStayValid() {
        SigningKey old = SigningKey.generate();
        stored().insertOne(inClear("1", old));
        stored().insertOne(new Document("_id", "refresh-secret").append("secret", new Binary(new byte[32])));

        new EncryptSigningKeys(encryption).accept(database);
        new EncryptSigningKeys(encryption).accept(database);
        clock.forward(Duration.ofDays(100));
        Copy copy = copy();

        assertEquals(old.id(), copy.keys.current().id());
        assertEquals(2, copy.rotate.handle().number());
        assertEquals(old.id(), copy.keys.current().id());
        assertArrayEquals(new byte[32], storedKeys().secret("refresh-secret", () -> new byte[] {1}));
    }

    @Test
    void noKeyOrSecretIsStoredInPlaintext() {
        Copy copy = copy();
        storedKeys().secret("refresh-secret", () -> "in the clear".getBytes(UTF_8));
        byte[] factor = copy.keys.current().privateKey().getPrivateExponent().toByteArray();

        for (Document document : stored().find()) {
            String bytes = new String(bytesOf(document), ISO_8859_1);
            assertFalse(bytes.contains(new String(factor, ISO_8859_1)), document.getString("_id"));
            assertFalse(bytes.contains("in the clear"), document.getString("_id"));
        }
    }

    @Test
    void aKeyWrittenIntoTheDatabaseIsNotTrusted() {
        Copy copy = copy();
        String ours = copy.keys.current().id();
        SigningKey forged = SigningKey.generate();
        stored().insertOne(inClear("9", forged));
        Document moved = stored().find(eq("_id", "1")).first();
        stored().insertOne(new Document(moved).append("_id", "10"));

        copy.keys.read();

        assertEquals(ours, copy.keys.current().id());
        assertEquals(Set.of(ours), ids(copy.keys.published()));
        assertEquals(Optional.empty(), copy.keys.find(forged.id()));
    }

    @Test
    void aKeyEncryptedWithAMissingKeyLeavesTheRingUnchanged() {
        Copy copy = copy();
        ScheduledKey next = copy.rotate.handle();
        stored().updateOne(eq("_id", "2"), set("privateKey.keyId", "newer"));

        assertThrows(EncryptionKeyMissing.class, copy.keys::read);

        assertTrue(copy.keys.find(next.key().id()).isPresent());
    }

    private Document inClear(String id, SigningKey key) {
        return new Document("_id", id)
                .append("kid", key.id())
                .append("publicKey", new Binary(key.publicKey().getEncoded()))
                .append("privateKey", new Binary(key.privateBytes()))
                .append("createdAt", Date.from(clock.instant()));
    }

    private static byte[] bytesOf(Document document) {
        RawBsonDocument raw = new RawBsonDocument(document, new DocumentCodec());
        return raw.getByteBuffer().array();
    }

    private MongoCollection<Document> stored() {
        return database.getCollection("signing_keys");
    }

    @Test
    void aTokenOfAnUnknownKeyCostsNoQuery() {
        Copy copy = copy();

        client.close();

        assertEquals(Optional.empty(), copy.keys.find("unknown"));
        assertTrue(copy.keys.find(copy.keys.current().id()).isPresent());
    }

    @Test
    void operatorsAnnounceTheNextKeyAndNoTokenIsLost() {
        Client.SignedIn ann = Client.register();

        JsonPath keys = as(service())
                .post("/internal/keys/rotate")
                .then()
                .statusCode(200)
                .body("keys.state", hasItems("signing", "next"))
                .extract()
                .jsonPath();
        as(service())
                .post("/internal/keys/rotate")
                .then()
                .statusCode(200)
                .body("keys.kid", equalTo(keys.get("keys.kid")));

        given().get("/.well-known/jwks.json")
                .then()
                .body("keys.kid", equalTo(keys.get("keys.kid")))
                .body("keys.d", everyItem(nullValue()));
        as(service()).get("/internal/keys").then().statusCode(200).body("keys.kid", equalTo(keys.get("keys.kid")));
        as(ann.accessToken()).get("/v1/users/me").then().statusCode(200);
    }

    @Test
    void onlyOperatorsRotate() {
        as(Client.register().accessToken()).post("/internal/keys/rotate").then().statusCode(403);
        as(Client.guest().accessToken()).get("/internal/keys").then().statusCode(403);
        request().post("/internal/keys/rotate").then().statusCode(401);
    }

    private Copy copy() {
        StoredKeys stored = storedKeys();
        stored.makeFirst();
        SigningKeys keys = new SigningKeys(stored, clock);
        keys.read();
        return new Copy(
                keys,
                new RotateKeys(keys, stored, clock, ANNOUNCED),
                new JobRunner<>(new RemoveExpiredKeys(stored), new SimpleMeterRegistry()));
    }

    private StoredKeys storedKeys() {
        return new StoredKeys(database, encryption, writes, clock);
    }

    private static Set<String> ids(List<SigningKey> keys) {
        return keys.stream().map(SigningKey::id).collect(Collectors.toSet());
    }

    private static Set<String> ids(KeyRing ring) {
        return ids(ring.keys().stream().map(ScheduledKey::key).toList());
    }

    private static String service() {
        return request()
                .body(Map.of("clientId", "catalog-service", "clientSecret", "catalog-secret"))
                .post("/internal/token")
                .jsonPath()
                .getString("accessToken");
    }
}
