package dev.parley.platform.http;

import dev.parley.platform.id.Ids;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Idempotency-Key} of the request under way, and the ids that its act uses: a retry of the same key gets the
 * same ids, whatever became of the first.
 */
@RequestScoped
public class Idempotency {

    private @Nullable String key;
    private String seed = Ids.next();

    /**
     * The id for the thing of this kind that the request makes. The same kind gives the same id within a request and,
     * with a key, in every retry of it; different requests without a key get different ids. A request that makes
     * several of a kind numbers them: {@code line-1}, {@code line-2}.
     */
    public String idFor(String kind) {
        return Ids.derive(seed, kind);
    }

    /**
     * The caller's key, when the request has one and the endpoint honours it. Another caller may use the same:
     * {@link #act} tells them apart.
     */
    public Optional<String> key() {
        return Optional.ofNullable(key);
    }

    /**
     * The identity of this act, the same in every retry under the caller's key on this route; empty without a key. See
     * {@link dev.parley.platform.id.OneTimeKeys}.
     */
    public Optional<String> act() {
        return key().map(given -> idFor("act"));
    }

    void use(String key, String seed) {
        this.key = key;
        this.seed = seed;
    }
}
