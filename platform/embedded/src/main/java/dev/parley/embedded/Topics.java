package dev.parley.embedded;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/** The topics in {@code contracts/topics.yaml}, each with its dead-letter topic. */
public final class Topics {

    /** The suffix of a dead-letter topic's name. */
    public static final String DEAD_LETTERS = ".dlq";

    private static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(30);
    private static final Pattern DURATION = Pattern.compile("(\\d+)([smhd])");

    private final List<Topic> all;

    /**
     * One topic.
     *
     * @param compacted whether the last record of each key is kept permanently, instead of every record for
     *     {@code retention}
     */
    public record Topic(String name, int partitions, boolean compacted, Duration retention) {

        public Topic {
            if (partitions < 1) {
                throw new IllegalArgumentException("Topic " + name + " needs at least one partition");
            }
        }

        private NewTopic toNewTopic() {
            Map<String, String> settings = compacted
                    ? Map.of(
                            "cleanup.policy",
                            "compact",
                            // until then every event is there, for consumers that need each of them
                            "min.compaction.lag.ms",
                            Long.toString(retention.toMillis()))
                    : Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(retention.toMillis()));
            return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
        }

        private NewTopic toDeadLetters() {
            return new Topic(name + DEAD_LETTERS, 1, false, DEAD_LETTERS_KEPT).toNewTopic();
        }
    }

    /** The file; it also lists publishers, which the broker does not need. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record TopicsFile(Entry defaults, List<Entry> topics) {

        @JsonIgnoreProperties(ignoreUnknown = true)
        private record Entry(
                @Nullable String name,
                @Nullable Integer partitions,
                @Nullable String cleanup,
                @Nullable String retention) {

            Topic withDefaults(Entry defaults) {
                return new Topic(
                        requireNonNull(name, "a topic needs a name"),
                        firstOf(partitions, defaults.partitions, "partitions"),
                        isCompacted(firstOf(cleanup, defaults.cleanup, "cleanup")),
                        duration(firstOf(retention, defaults.retention, "retention")));
            }

            private <T> T firstOf(@Nullable T own, @Nullable T standard, String what) {
                return own != null ? own : requireNonNull(standard, () -> "topic " + name + " needs " + what);
            }
        }
    }

    public Topics(List<Topic> all) {
        this.all = List.copyOf(all);
    }

    /**
     * Parses {@code file}.
     *
     * @throws IllegalArgumentException when it is malformed
     */
    public static Topics read(Path file) {
        try {
            TopicsFile content = new YAMLMapper().readValue(Files.readString(file), TopicsFile.class);
            return new Topics(content.topics().stream()
                    .map(topic -> topic.withDefaults(content.defaults()))
                    .toList());
        } catch (JsonProcessingException | NullPointerException e) {
            throw new IllegalArgumentException("Not a topics file: " + file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("The topics file cannot be read: " + file, e);
        }
    }

    /** The topics, without dead-letter topics. */
    public List<Topic> all() {
        return all;
    }

    /** The topics' names, without dead-letter topics. */
    public List<String> names() {
        return all.stream().map(Topic::name).toList();
    }

    /** As {@link #create(Map)}, on a broker that needs no other settings. */
    public void create(String bootstrapServers) {
        create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /**
     * Creates every missing topic with its dead-letter topic, and updates retention and cleanup of existing ones.
     *
     * @param kafka the settings of the client: address and authentication
     */
    public void create(Map<String, Object> kafka) {
        List<NewTopic> wanted = all.stream()
                .flatMap(topic -> Stream.of(topic.toNewTopic(), topic.toDeadLetters()))
                .toList();
        try (Admin admin = Admin.create(kafka)) {
            Map<String, KafkaFuture<Void>> made = admin.createTopics(wanted).values();
            List<NewTopic> there = wanted.stream()
                    .filter(topic -> !isMade(topic.name(), requireNonNull(made.get(topic.name()))))
                    .toList();
            configure(admin, there);
        }
    }

    private static void configure(Admin admin, List<NewTopic> topics) {
        Map<ConfigResource, KafkaFuture<Config>> known = admin.describeConfigs(
                        topics.stream().map(Topics::resource).toList())
                .values();
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (NewTopic topic : topics) {
            Config config = await(topic.name(), requireNonNull(known.get(resource(topic))));
            List<AlterConfigOp> differing = topic.configs().entrySet().stream()
                    .filter(wanted -> !wanted.getValue()
                            .equals(config.get(wanted.getKey()).value()))
                    .map(wanted -> new AlterConfigOp(
                            new ConfigEntry(wanted.getKey(), wanted.getValue()), AlterConfigOp.OpType.SET))
                    .toList();
            if (!differing.isEmpty()) {
                changes.put(resource(topic), differing);
            }
        }
        await("settings", admin.incrementalAlterConfigs(changes).all());
    }

    private static ConfigResource resource(NewTopic topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }

    /** Whether it was created; false when it exists already. */
    private static boolean isMade(String name, KafkaFuture<Void> made) {
        try {
            await(name, made);
            return true;
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    private static <T> T await(String topic, KafkaFuture<T> outcome) {
        try {
            return outcome.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Topic " + topic + " cannot be created or configured", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("Topic " + topic + " was not created or configured in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while creating topic " + topic, e);
        }
    }

    private static boolean isCompacted(String cleanup) {
        return switch (cleanup) {
            case "compact" -> true;
            case "delete" -> false;
            default -> throw new IllegalArgumentException("cleanup is delete or compact, not " + cleanup);
        };
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not a duration such as 7d, 12h, 75m, 30s: " + text);
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
