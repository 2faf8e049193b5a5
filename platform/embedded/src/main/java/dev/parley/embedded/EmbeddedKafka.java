package dev.parley.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * An embedded Apache Kafka: one node that is broker and controller (KRaft), with its data on disk.
 *
 * <p>Tuned for a small machine: little memory, no delay for further members when a group forms. Topics are not created
 * automatically; see {@link Topics}.
 */
public final class EmbeddedKafka implements Engine {

    private static final long TIMEOUT_SECONDS = 60;
    private static final String USER = "parley";
    private static final String MECHANISM = "PLAIN";
    private static final String WITH_PASSWORD = "SASL_PLAINTEXT";

    private final Path directory;
    private final int port;
    private final int controllerPort;
    private final @Nullable String password;
    private @Nullable KafkaRaftServer server;

    /** A broker without authentication, for tests. */
    public EmbeddedKafka(Path directory, int port) {
        this(directory, port, null);
    }

    /**
     * @param port the port of the clients, 0 for a free one; the controller always takes a free one
     * @param password the password of clients, see {@link #signIn}; null for a broker without authentication
     */
    public EmbeddedKafka(Path directory, int port, @Nullable String password) {
        this.directory = directory;
        this.password = password;
        this.port = Ports.orFree(port);
        this.controllerPort = Ports.free();
    }

    @Override
    public synchronized void start() {
        if (server != null) {
            return;
        }
        formatOnce();
        KafkaRaftServer starting = new KafkaRaftServer(new KafkaConfig(settings(), false), Time.SYSTEM);
        starting.startup();
        server = starting;
        awaitBroker();
    }

    private void formatOnce() {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            Files.createDirectories(directory);
            new Formatter()
                    .setPrintStream(nowhere)
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName("CONTROLLER")
                    .setDirectories(List.of(directory.toString()))
                    .setMetadataLogDirectory(Optional.of(directory.toString()))
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException("No folder for Kafka's data", e);
        } catch (Exception e) { // Formatter.run declares no narrower exception
            throw new IllegalStateException("Kafka's folder cannot be formatted: " + directory, e);
        }
    }

    /** The authentication settings of a client of a broker with this password, besides the address. */
    public static Map<String, Object> signIn(String password) {
        return Map.of(
                "security.protocol",
                WITH_PASSWORD,
                "sasl.mechanism",
                MECHANISM,
                "sasl.jaas.config",
                login(password) + ";");
    }

    private static String login(String password) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + USER + "\" password=\""
                + password + "\"";
    }

    /** All settings of a client of this broker. */
    public Map<String, Object> clientSettings() {
        Map<String, Object> settings = new HashMap<>(password == null ? Map.of() : signIn(password));
        settings.put("bootstrap.servers", address());
        return settings;
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(common());
        settings.putAll(password == null ? listeners("PLAINTEXT") : withPassword(password));
        return settings;
    }

    /** Clients, the broker itself and the controller all authenticate as one user, on both ports. */
    private Map<String, Object> withPassword(String password) {
        String login = login(password) + " user_" + USER + "=\"" + password + "\";";
        Map<String, Object> settings = new HashMap<>(listeners(WITH_PASSWORD));
        settings.put("sasl.enabled.mechanisms", MECHANISM);
        settings.put("sasl.mechanism.inter.broker.protocol", MECHANISM);
        settings.put("sasl.mechanism.controller.protocol", MECHANISM);
        settings.put("listener.name.client.plain.sasl.jaas.config", login);
        settings.put("listener.name.controller.plain.sasl.jaas.config", login);
        return settings;
    }

    private Map<String, Object> listeners(String protocol) {
        return Map.of(
                "listeners", "CLIENT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners", "CLIENT://127.0.0.1:" + port,
                "listener.security.protocol.map", "CLIENT:" + protocol + ",CONTROLLER:" + protocol,
                "inter.broker.listener.name", "CLIENT",
                "controller.listener.names", "CONTROLLER");
    }

    private Map<String, Object> common() {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("log.dirs", directory.toString()),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("group.min.session.timeout.ms", "1000"),
                // after a hard kill the node waits this long for its previous registration to expire
                Map.entry("broker.session.timeout.ms", "4000"),
                Map.entry("broker.heartbeat.interval.ms", "500"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                Map.entry("background.threads", "2"),
                Map.entry("num.recovery.threads.per.data.dir", "2"),
                Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
                Map.entry("log.segment.bytes", "67108864"),
                Map.entry("log.index.size.max.bytes", "1048576"),
                Map.entry("metadata.log.segment.bytes", "16777216"));
    }

    private void awaitBroker() {
        try (Admin admin = Admin.create(clientSettings())) {
            admin.describeCluster().nodes().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not answer on " + address(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Kafka was starting", e);
        }
    }

    @Override
    public synchronized void stop() {
        if (server == null) {
            return;
        }
        KafkaRaftServer stopping = server;
        server = null;
        stopping.shutdown();
        stopping.awaitShutdown();
    }

    @Override
    public synchronized boolean running() {
        return server != null;
    }

    /** {@code 127.0.0.1:<port>}: the bootstrap servers. */
    @Override
    public String address() {
        return "127.0.0.1:" + port;
    }
}
