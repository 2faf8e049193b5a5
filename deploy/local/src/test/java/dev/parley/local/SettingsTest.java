package dev.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir
    Path folder;

    @Test
    void theEnvironmentWinsOverTheFileAndTheFileOverTheDefault() throws Exception {
        Files.writeString(folder.resolve("parley.properties"), "PARLEY_PORT_CART=1\nPARLEY_PORT_ORDER=2\n");
        Settings settings = Settings.of(folder, Map.of("PARLEY_PORT_ORDER", "3"));

        assertEquals(1, settings.port(Service.CART));
        assertEquals(3, settings.port(Service.ORDER));
        assertEquals(8085, settings.port(Service.CHAT));
    }

    @Test
    void namesAPortThatIsNotANumber() {
        Settings settings = Settings.of(folder, Map.of("PARLEY_PORT_ORDER", "eighty"));

        UserError refused = assertThrows(UserError.class, () -> settings.port(Service.ORDER));
        assertEquals("PARLEY_PORT_ORDER is not a port number: eighty", refused.getMessage());
    }

    @Test
    void everyKafkaVariableReachesTheClientsAndTheServices() {
        Settings settings = Settings.of(
                folder,
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", "kafka.example:9093",
                        "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                        "KAFKA_SASL_JAAS_CONFIG", "a.Module required;",
                        "KAFKA_SSL_TRUSTSTORE_LOCATION", " "));

        assertEquals(
                Map.of(
                        "bootstrap.servers", "kafka.example:9093",
                        "security.protocol", "SASL_SSL",
                        "sasl.jaas.config", "a.Module required;"),
                settings.kafka());
        assertEquals("SASL_SSL", settings.asEnvironment().get("KAFKA_SECURITY_PROTOCOL"));
    }

    @Test
    void theEmbeddedEnginesHavePasswordsThatAreNotShown() {
        Settings settings = Settings.of(folder, Map.of());

        String kafka = settings.secrets().of("kafka");
        String redis = settings.secrets().of("redis");
        assertEquals("SASL_PLAINTEXT", settings.kafka().get("security.protocol"));
        assertTrue(settings.kafka().get("sasl.jaas.config").toString().contains(kafka));
        assertEquals("redis://:" + redis + "@127.0.0.1:6379", settings.redisUrl());
        assertEquals("redis://127.0.0.1:6379", Settings.shown(settings.redisUrl()));
        assertTrue(settings.mongodbUri()
                .startsWith("mongodb://parley:" + settings.secrets().of("mongodb") + "@127.0.0.1:27017/"));
        assertTrue(Settings.shown(settings.mongodbUri()).startsWith("mongodb://127.0.0.1:27017/"));
    }

    @Test
    void anExternalEngineGetsNoPassword() {
        Settings settings = Settings.of(
                folder,
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", "kafka.example:9092",
                        "MONGODB_URI", "mongodb://documents.example",
                        "REDIS_URL", "redis://cache"));

        assertEquals(Map.of("bootstrap.servers", "kafka.example:9092"), settings.kafka());
        assertEquals("redis://cache", settings.redisUrl());
        assertEquals("mongodb://documents.example", settings.mongodbUri());
        assertFalse(Files.exists(folder.resolve(".parley")));
    }
}
