package dev.parley.platform.events;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * The settings of every Kafka client of a service: all {@code kafka.*} settings of the configuration, which are also
 * {@code KAFKA_…} of the environment ({@code KAFKA_SECURITY_PROTOCOL}, {@code KAFKA_SASL_JAAS_CONFIG},
 * {@code KAFKA_SSL_TRUSTSTORE_LOCATION}, …), overridden by the client's own.
 */
@ApplicationScoped
class KafkaSettings {

    /**
     * How long a broker holds a fetch without results. A new record ends it at once; a partition that is resumed or
     * newly assigned may wait as long for the next fetch.
     */
    static final int FETCH_MAX_WAIT_MILLIS = 2_000;

    private final Map<String, Object> common;

    /** @param configured the {@code kafka.*} settings without their prefix, as Quarkus collects them */
    KafkaSettings(@Identifier("default-kafka-broker") Map<String, Object> configured) {
        this.common = new HashMap<>(configured);
        common.remove(CommonClientConfigs.GROUP_ID_CONFIG); // the group is set by each client
    }

    /** The common settings, overridden by {@code own}. */
    Map<String, Object> with(Map<String, ?> own) {
        Map<String, Object> settings = new HashMap<>(common);
        settings.putAll(own);
        return settings;
    }
}
