package dev.parley.platform.http;

import dev.parley.platform.id.Ids;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Idempotency-Key} of the current request, and the ids of what the request creates: a retry with the same
 * key gets the same ids, whatever the outcome of the first attempt.
 */
@RequestScoped
public class Idempotency {

    private @Nullable String key;
    private String seed = Ids.next();

    /**
     * The id of the resource of this kind that the request creates. The same kind gives the same id within a request
     * and, with a key, in every retry of it; different requests without a key get different ids. A request that creates
     * several of a kind numbers them: {@code line-1}, {@code line-2}.
     */
    public String idFor(String kind) {
        return Ids.derive(seed, kind);
    }

    /**
     * The caller's key, when the request has one and the endpoint honors it. Another caller may use the same:
     * {@link #act} distinguishes them.
     */
    public Optional<String> key() {
        return Optional.ofNullable(key);
    }

    /**
     * The identity of this operation, the same in every retry under the caller's key on this route; empty without a
     * key. See {@link dev.parley.platform.id.OneTimeKeys}.
     */
    public Optional<String> act() {
        return key().map(given -> idFor("act"));
    }

    void use(String key, String seed) {
        this.key = key;
        this.seed = seed;
    }
}
