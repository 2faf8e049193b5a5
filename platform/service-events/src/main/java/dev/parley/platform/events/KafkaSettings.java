package dev.parley.platform.events;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * What every Kafka client of a service is made with: all {@code kafka.*} settings of the configuration, which are also
 * {@code KAFKA_…} of the environment ({@code KAFKA_SECURITY_PROTOCOL}, {@code KAFKA_SASL_JAAS_CONFIG},
 * {@code KAFKA_SSL_TRUSTSTORE_LOCATION}, …), and the client's own on top.
 */
@ApplicationScoped
class KafkaSettings {

    /**
     * How long a broker holds a fetch that finds nothing. A new record ends it at once; a partition that is resumed or
     * newly assigned may wait as long for the next fetch.
     */
    static final int FETCH_MAX_WAIT_MILLIS = 2_000;

    private final Map<String, Object> common;

    /** @param configured the {@code kafka.*} settings without their prefix, as Quarkus collects them */
    KafkaSettings(@Identifier("default-kafka-broker") Map<String, Object> configured) {
        this.common = new HashMap<>(configured);
        common.remove(CommonClientConfigs.GROUP_ID_CONFIG); // a group is a client's own business
    }

    /** The common settings with {@code own}, which win. */
    Map<String, Object> with(Map<String, ?> own) {
        Map<String, Object> settings = new HashMap<>(common);
        settings.putAll(own);
        return settings;
    }
}
