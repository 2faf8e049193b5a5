package dev.parley.identity.token;

import dev.parley.platform.events.Expiry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Removes keys whose last token has expired: a key that is gone cannot be stolen. */
@ApplicationScoped
class KeyExpiry implements Expiry {

    private static final Logger LOG = Logger.getLogger(KeyExpiry.class);

    private final StoredKeys stored;

    KeyExpiry(StoredKeys stored) {
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
    public int sweep(Instant now) {
        List<ScheduledKey> expired = stored.ring().expired(now);
        expired.forEach(key -> {
            stored.remove(key);
            LOG.infof("Signing key removed: kid=%s", key.key().id());
        });
        return expired.size();
    }
}
