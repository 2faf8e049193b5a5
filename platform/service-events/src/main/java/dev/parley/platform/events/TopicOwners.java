package dev.parley.platform.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The owners of topics, the services that may write to them: {@code contracts/topics.yaml}, packaged as
 * {@code parley/topics.yaml}. A topic that the contract does not list has no owner, and no event on it is accepted.
 *
 * <p>{@code ce_source} is a claim, not a proof: it stops misrouted events and mistakes. Only the broker's
 * authentication and access lists stop a forger (ADR 18).
 */
@ApplicationScoped
class TopicOwners {

    private static final String CONTRACT = "parley/topics.yaml";
    private static final String EVERY_SERVICE = "every service";

    private final Map<String, Set<String>> sources = new HashMap<>();

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Contract(List<String> services, List<Topic> topics) {

        @JsonIgnoreProperties(ignoreUnknown = true)
        private record Topic(String name, String publisher) {}

        Set<String> sourcesOf(Topic topic) {
            List<String> publishers = topic.publisher().equals(EVERY_SERVICE) ? services : List.of(topic.publisher());
            return publishers.stream().map(CloudEvents::source).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /**
     * Reads the contract from the class path; the tests of a module may add topics of their own under the same name.
     */
    TopicOwners() {
        YAMLMapper yaml = new YAMLMapper();
        try {
            for (URL url : Collections.list(TopicOwners.class.getClassLoader().getResources(CONTRACT))) {
                Contract contract = yaml.readValue(url, Contract.class);
                contract.topics().forEach(topic -> sources.put(topic.name(), contract.sourcesOf(topic)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The topics contract is unreadable", e);
        }
    }

    /**
     * Refuses an event that does not come from an owner of its topic. A record without a value is not an event and
     * passes.
     *
     * @throws WrongSource when its {@code ce_source} is missing or is not an owner's
     */
    void check(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return;
        }
        String source = CloudEvents.get(record.headers(), CloudEvents.SOURCE);
        Set<String> owners = sources.getOrDefault(record.topic(), Set.of());
        if (source == null || !owners.contains(source)) {
            throw new WrongSource(record.topic(), owners);
        }
    }

    /** The event was not published by an owner of the topic. */
    static final class WrongSource extends RuntimeException {
        private WrongSource(String topic, Set<String> owners) {
            super("The source of an event on " + topic + " must be one of " + owners, null, false, false);
        }
    }
}
