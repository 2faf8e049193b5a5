package dev.parley.identity.privacy.application;

import dev.parley.identity.user.domain.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import org.jboss.logging.Logger;

/** Stores a service's confirmation that it has erased a person. */
@ApplicationScoped
public class StoreReceipt {

    private static final Logger LOG = Logger.getLogger(StoreReceipt.class);

    private final Receipts receipts;

    StoreReceipt(Receipts receipts) {
        this.receipts = receipts;
    }

    public void handle(UserId user, String service, boolean repeated, Map<String, Long> counts, Instant at) {
        receipts.keep(user, service, repeated, counts, at);
        LOG.infof("Erasure confirmed: userId=%s service=%s repeated=%s", user, service, repeated);
    }
}
