package dev.parley.identity.token;

import dev.parley.platform.RandomBytes;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Objects;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The secret from which refresh tokens are derived: the same in every instance, so that any of them can handle a retry.
 */
@ApplicationScoped
public class RefreshSecret {

    /** After the migrations, which begin at 100. */
    private static final int START = 140;

    private final StoredKeys stored;
    private volatile @Nullable SecretKey key;

    RefreshSecret(StoredKeys stored) {
        this.stored = stored;
    }

    void start(@Observes @Priority(START) StartupEvent event) {
        key = new SecretKeySpec(stored.secret("refresh-secret", () -> RandomBytes.next(32)), "HmacSHA256");
    }

    public SecretKey key() {
        return Objects.requireNonNull(key, "read at start");
    }
}
