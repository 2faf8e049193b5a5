package dev.parley.platform.events;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/** Two channels of one topic and one group would each get half of it, and nobody would notice: that stops the start. */
@ApplicationScoped
class ChannelsCheck {

    private static final Pattern TOPIC = Pattern.compile("mp\\.messaging\\.incoming\\.([^.]+)\\.topic");

    private final Config config;

    ChannelsCheck(Config config) {
        this.config = config;
    }

    void start(@Observes @Priority(StartOrder.MIGRATIONS) StartupEvent event) {
        Map<String, String> channels = new HashMap<>();
        for (String property : config.getPropertyNames()) {
            Matcher matcher = TOPIC.matcher(property);
            if (matcher.matches()) {
                String channel = matcher.group(1);
                String group = config.getOptionalValue("mp.messaging.incoming." + channel + ".group.id", String.class)
                        .orElse("");
                String other = channels.put(config.getValue(property, String.class) + " " + group, channel);
                if (other != null) {
                    throw new IllegalStateException("The channels " + other + " and " + channel
                            + " share topic and group, so each would get a part only: give one a group.id of its own.");
                }
            }
        }
    }
}
