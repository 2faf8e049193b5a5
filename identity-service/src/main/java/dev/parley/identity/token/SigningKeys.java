package dev.parley.identity.token;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys of this service, in memory: checking a token costs neither a query nor a call. */
@ApplicationScoped
class SigningKeys {

    /** After the migrations, which begin at 100. */
    private static final int START = 140;

    private static final String FIRST = "1";

    private final StoredKeys stored;
    private volatile @Nullable SigningKey current;

    SigningKeys(StoredKeys stored) {
        this.stored = stored;
    }

    void start(@Observes @Priority(START) StartupEvent event) {
        current = SigningKey.read(
                stored.getOrMake(FIRST, () -> SigningKey.generate().write()));
    }

    /** The key that signs. */
    SigningKey current() {
        return Objects.requireNonNull(current, "read at start");
    }

    Optional<SigningKey> find(@Nullable String id) {
        return all().stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /** Every key of which tokens may be about. */
    List<SigningKey> all() {
        return List.of(current());
    }
}
