package dev.parley.platform.testing;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The fence for a service's channels, which commit an offset after the effect of the record: waits until every group of
 * the service that reads a topic has committed all of it.
 */
final class HandledEvents {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private HandledEvents() {}

    static void await(String servers, String topic) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers))) {
            Map<TopicPartition, Long> ends = ends(admin, topic);
            Awaitility.await("every event on " + topic + " to be handled")
                    .atMost(TIMEOUT)
                    .until(() -> {
                        List<String> readers = readers(admin, topic);
                        for (String reader : readers) {
                            if (!hasCommitted(admin, reader, ends)) {
                                return false;
                            }
                        }
                        return !readers.isEmpty();
                    });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Offsets of " + topic, e.getCause());
        }
    }

    private static Map<TopicPartition, Long> ends(Admin admin, String topic)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> partitions =
                admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                        .flatMap(description -> description.partitions().stream())
                        .collect(Collectors.toMap(
                                partition -> new TopicPartition(topic, partition.partition()),
                                partition -> OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(partitions).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        ends.values().removeIf(end -> end == 0);
        return ends;
    }

    /** The groups of the service that have a partition of the topic. */
    private static List<String> readers(Admin admin, String topic) throws ExecutionException, InterruptedException {
        String service = ConfigProvider.getConfig().getValue("quarkus.application.name", String.class) + "-";
        List<String> groups = admin.listGroups().all().get().stream()
                .map(GroupListing::groupId)
                .filter(group -> group.startsWith(service))
                .toList();
        return admin.describeConsumerGroups(groups).all().get().values().stream()
                .filter(group -> reads(group, topic))
                .map(ConsumerGroupDescription::groupId)
                .toList();
    }

    private static boolean reads(ConsumerGroupDescription group, String topic) {
        return group.members().stream()
                .flatMap(member -> member.assignment().topicPartitions().stream())
                .anyMatch(partition -> partition.topic().equals(topic));
    }

    private static boolean hasCommitted(Admin admin, String group, Map<TopicPartition, Long> ends)
            throws ExecutionException, InterruptedException {
        var committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return ends.entrySet().stream()
                .allMatch(end -> committed.containsKey(end.getKey())
                        && committed.get(end.getKey()).offset() >= end.getValue());
    }
}
