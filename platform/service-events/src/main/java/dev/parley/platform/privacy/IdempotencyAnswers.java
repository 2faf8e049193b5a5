package dev.parley.platform.privacy;

import dev.parley.platform.http.IdempotencyKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.bson.Document;

/**
 * Responses that are stored for a day for retries. They repeat data that is stored elsewhere, so the export excludes
 * them.
 */
@ApplicationScoped
class IdempotencyAnswers implements PersonalData {

    private final IdempotencyKeys keys;

    IdempotencyAnswers(IdempotencyKeys keys) {
        this.keys = keys;
    }

    @Override
    public String name() {
        return "idempotency-answers";
    }

    @Override
    public Iterable<Document> export(Person person) {
        return List.of();
    }

    @Override
    public long erase(Person person) {
        return person.keys().stream().mapToLong(keys::erase).sum();
    }
}
