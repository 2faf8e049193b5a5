package dev.parley.identity.token;

import dev.parley.platform.events.RecurringJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Removes keys whose last token has expired: a removed key cannot be stolen. Items are the numbers of keys. */
@ApplicationScoped
class RemoveExpiredKeys implements RecurringJob<Integer> {

    private static final Logger LOG = Logger.getLogger(RemoveExpiredKeys.class);

    private final StoredKeys stored;

    RemoveExpiredKeys(StoredKeys stored) {
        this.stored = stored;
    }

    @Override
    public String name() {
        return "expired-signing-keys";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public List<Integer> due(Instant now, int most) {
        return stored.ring().expired(now).stream().map(ScheduledKey::number).toList();
    }

    @Override
    public void handle(Integer number, Instant now) {
        stored.remove(number);
        LOG.infof("Signing key removed: number=%d", number);
    }
}
