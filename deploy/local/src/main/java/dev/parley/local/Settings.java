package dev.parley.local;

import dev.parley.embedded.EmbeddedKafka;
import dev.parley.embedded.EmbeddedMongo;
import dev.parley.embedded.EmbeddedRedis;
import dev.parley.embedded.EmbeddedStack.Passwords;
import dev.parley.embedded.EmbeddedStack.PortNumbers;
import dev.parley.platform.edge.EdgeLimits;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * The settings, from environment variables or, under the same name, from {@code parley.properties}; the environment
 * wins.
 *
 * <p>{@code PARLEY_PORT_GATEWAY}, {@code _IDENTITY} … {@code _ANALYTICS}, {@code _KAFKA}, {@code _MONGODB},
 * {@code _REDIS}; {@code MONGODB_URI}, {@code KAFKA_BOOTSTRAP_SERVERS} and every other {@code KAFKA_…},
 * {@code REDIS_URL}; {@code PARLEY_STATE} (default {@code .parley}); {@code PARLEY_DATABASE_PREFIX} in front of each
 * service's database name.
 */
final class Settings {

    static final String MAIL_FOLDER = "PARLEY_MAIL_FOLDER";

    private static final String MONGODB_URI = "MONGODB_URI";
    private static final String KAFKA = "KAFKA_";
    private static final String KAFKA_SERVERS = KAFKA + "BOOTSTRAP_SERVERS";
    private static final String REDIS_URL = "REDIS_URL";
    private static final Set<String> EXTERNAL = Set.of(MONGODB_URI, REDIS_URL);

    private final Path root;
    private final Map<String, String> values;

    private Settings(Path root, Map<String, String> values) {
        this.root = root;
        this.values = values;
    }

    /** The settings of the checkout at {@code root}. */
    static Settings of(Path root, Map<String, String> environment) {
        Map<String, String> values = new LinkedHashMap<>();
        Path file = root.resolve("parley.properties");
        if (Files.exists(file)) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        }
        values.putAll(environment);
        return new Settings(root.toAbsolutePath().normalize(), values);
    }

    /** The value of {@code name}; blank counts as absent. */
    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    /** These settings with one value changed. */
    Settings with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return new Settings(root, changed);
    }

    /** The environment for another process with the same settings. */
    Map<String, String> asEnvironment() {
        Map<String, String> environment = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith("PARLEY_") || name.startsWith(KAFKA) || EXTERNAL.contains(name)) {
                environment.put(name, value);
            }
        });
        return environment;
    }

    Path root() {
        return root;
    }

    /** The folder of everything that is created at run time. */
    Path state() {
        return root.resolve(value("PARLEY_STATE").orElse(".parley"));
    }

    /** The folder of mails that are not sent to a mail server. */
    Path mailFolder() {
        return root.resolve(
                value(MAIL_FOLDER).orElseGet(() -> state().resolve("mail").toString()));
    }

    Path topicsFile() {
        return root.resolve("contracts/topics.yaml");
    }

    /** The limits of connections to the gateway: {@code PARLEY_HTTP_*}, as in the services. */
    EdgeLimits edgeLimits() {
        return EdgeLimits.read(
                name -> value(name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_')),
                value("PARLEY_TRUSTED_PROXIES").orElse(EdgeLimits.LOOPBACK));
    }

    /** Whether clients use https, terminated in front of the gateway. */
    boolean isPublicByHttps() {
        return value("PARLEY_PUBLIC_URL")
                .filter(url -> url.startsWith("https://"))
                .isPresent();
    }

    int gatewayPort() {
        return port("GATEWAY", 8080);
    }

    int port(Service service) {
        return port(service.name(), service.defaultPort);
    }

    private int port(String name, int standard) {
        String key = "PARLEY_PORT_" + name;
        try {
            return value(key).map(Integer::parseInt).orElse(standard);
        } catch (NumberFormatException e) {
            throw new UserError(key + " is not a port number: " + value(key).orElse(""));
        }
    }

    PortNumbers enginePorts() {
        return new PortNumbers(port("KAFKA", 9092), port("MONGODB", 27017), port("REDIS", 6379));
    }

    String gatewayUrl() {
        return "http://localhost:" + gatewayPort();
    }

    String url(Service service) {
        return "http://localhost:" + port(service);
    }

    String mongodbUri() {
        return value(MONGODB_URI)
                .orElseGet(() ->
                        EmbeddedMongo.address(enginePorts().mongo(), secrets().of(Secrets.MONGODB)));
    }

    String kafkaBootstrapServers() {
        return value(KAFKA_SERVERS).orElseGet(() -> "127.0.0.1:" + enginePorts().kafka());
    }

    /**
     * The settings of every Kafka client of the tools: {@code KAFKA_SASL_MECHANISM} is {@code sasl.mechanism}, and so
     * on; for the embedded broker including authentication.
     */
    Map<String, Object> kafka() {
        Map<String, Object> kafka = new HashMap<>();
        if (value(KAFKA_SERVERS).isEmpty()) {
            kafka.putAll(EmbeddedKafka.signIn(secrets().of(Secrets.KAFKA)));
        }
        values.forEach((name, value) -> {
            if (name.startsWith(KAFKA) && !value.isBlank()) {
                kafka.put(
                        name.substring(KAFKA.length()).toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        kafka.put("bootstrap.servers", kafkaBootstrapServers());
        return kafka;
    }

    String redisUrl() {
        return value(REDIS_URL)
                .orElseGet(() ->
                        EmbeddedRedis.address(enginePorts().redis(), secrets().of(Secrets.REDIS)));
    }

    /** The passwords of the embedded engines, created once; null for an external engine. */
    Passwords passwords() {
        return new Passwords(
                value(KAFKA_SERVERS).isPresent() ? null : secrets().of(Secrets.KAFKA),
                value(MONGODB_URI).isPresent() ? null : secrets().of(Secrets.MONGODB),
                value(REDIS_URL).isPresent() ? null : secrets().of(Secrets.REDIS));
    }

    Secrets secrets() {
        return new Secrets(state().resolve("secrets"));
    }

    /** An address without its password. */
    static String shown(String url) {
        return url.replaceAll("//[^/@]*@", "//");
    }

    /** Every port that the programs will listen on, by the name of the program. */
    Map<String, Integer> portsToOpen() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("gateway", gatewayPort());
        for (Service service : Service.values()) {
            ports.put(service.serviceName(), port(service));
        }
        if (value(KAFKA_SERVERS).isEmpty()) {
            ports.put("kafka", enginePorts().kafka());
        }
        if (value(MONGODB_URI).isEmpty()) {
            ports.put("mongodb", enginePorts().mongo());
        }
        if (value(REDIS_URL).isEmpty()) {
            ports.put("redis", enginePorts().redis());
        }
        return ports;
    }
}
