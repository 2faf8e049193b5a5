package dev.parley.platform.events;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChannelsCheckTest {

    private static ChannelsCheck check(Map<String, String> properties) {
        return new ChannelsCheck(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build());
    }

    @Test
    void twoChannelsOfOneTopicAndGroupStopTheStart() {
        ChannelsCheck check = check(Map.of(
                "mp.messaging.incoming.orders.topic", "order.orders",
                "mp.messaging.incoming.again.topic", "order.orders"));
        IllegalStateException stop = assertThrows(IllegalStateException.class, () -> check.start(null));
        assertTrue(stop.getMessage().contains("orders") && stop.getMessage().contains("again"), stop.getMessage());
    }

    @Test
    void aGroupOfItsOwnMakesThemTwo() {
        assertDoesNotThrow(() -> check(Map.of(
                        "mp.messaging.incoming.orders.topic", "order.orders",
                        "mp.messaging.incoming.again.topic", "order.orders",
                        "mp.messaging.incoming.again.group.id", "again",
                        "mp.messaging.incoming.tokens.topic", "identity.tokens"))
                .start(null));
    }
}
