package dev.parley.identity.recovery.mongo;

import dev.parley.platform.events.Expiry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** Removes proofs that do not matter any more. */
@ApplicationScoped
class ProofExpiry implements Expiry {

    private final MongoProofs proofs;

    ProofExpiry(MongoProofs proofs) {
        this.proofs = proofs;
    }

    @Override
    public String name() {
        return "address-proofs";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public int sweep(Instant now) {
        return proofs.sweep(now);
    }
}
