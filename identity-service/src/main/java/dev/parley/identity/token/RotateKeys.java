package dev.parley.identity.token;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Creates the key that signs next. It is published at once and signs only after every verifier has had time to fetch
 * it: other instances of this service, services that cache the published keys, and HTTP caches in between.
 */
@ApplicationScoped
class RotateKeys {

    private static final Logger LOG = Logger.getLogger(RotateKeys.class);

    private final SigningKeys keys;
    private final StoredKeys stored;
    private final Clock clock;
    private final Duration announcedFor;

    /** @param announcedFor how long a key is published before it signs */
    RotateKeys(
            SigningKeys keys,
            StoredKeys stored,
            Clock clock,
            @ConfigProperty(name = "parley.signing-keys.announced-for") Duration announcedFor) {
        this.keys = keys;
        this.stored = stored;
        this.clock = clock;
        this.announcedFor = announcedFor;
    }

    /** The next key. While one waits to sign, no other is created, and of two created concurrently one is kept. */
    ScheduledKey handle() {
        KeyRing ring = keys.read();
        Optional<ScheduledKey> waiting = ring.next(clock.instant());
        if (waiting.isPresent()) {
            return waiting.get();
        }
        SigningKey made = SigningKey.generate();
        ScheduledKey next = stored.add(new ScheduledKey(
                ring.newest().number() + 1, made, clock.instant().plus(announcedFor)));
        keys.read();
        LOG.infof("Signing key announced: kid=%s activeFrom=%s", next.key().id(), next.activeFrom());
        return next;
    }
}
