package dev.parley.platform.events;

import com.mongodb.client.MongoDatabase;
import dev.parley.platform.encryption.EncryptedField;
import dev.parley.platform.encryption.Encryption;
import dev.parley.platform.mongo.RetryingWrites;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Encrypts secrets that are stored under an old key again with the current key. When it logs nothing any more, the old
 * key can be removed from {@code PARLEY_KEY_ENCRYPTION_KEYS}.
 */
@ApplicationScoped
class ReencryptSecrets implements RecurringJob<ReencryptSecrets.Secret> {

    private static final Logger LOG = Logger.getLogger(ReencryptSecrets.class);

    private final MongoDatabase database;
    private final Encryption encryption;
    private final RetryingWrites writes;

    ReencryptSecrets(MongoDatabase database, Encryption encryption, RetryingWrites writes) {
        this.database = database;
        this.encryption = encryption;
        this.writes = writes;
    }

    /** A field of one document. */
    record Secret(EncryptedField field, String id) {}

    @Override
    public String name() {
        return "reencrypt-secrets";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public List<Secret> due(Instant now, int most) {
        List<String> oldKeys = encryption.oldKeyIds();
        List<Secret> due = new ArrayList<>();
        if (!oldKeys.isEmpty()) {
            for (EncryptedField field : encryption.fields()) {
                field.encryptedWith(database, oldKeys, most - due.size()).forEach(id -> due.add(new Secret(field, id)));
                if (due.size() == most) {
                    break;
                }
            }
        }
        return due;
    }

    @Override
    public void handle(Secret secret, Instant now) {
        secret.field().encryptAgain(database, writes, secret.id());
        LOG.infof("Secret encrypted with the current key: field=%s id=%s", secret.field(), secret.id());
    }
}
