package dev.parley.identity.recovery.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.parley.identity.recovery.domain.Proof;
import dev.parley.identity.recovery.domain.Proofs;
import dev.parley.identity.recovery.domain.Purpose;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.events.VersionClash;
import dev.parley.platform.mongo.Storage;
import dev.parley.platform.mongo.Writes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

@ApplicationScoped
class MongoProofs implements Proofs {

    static final String COLLECTION = "address_proofs";

    private final MongoCollection<Document> proofs;
    private final Writes writes;
    private final Clock clock;

    MongoProofs(MongoDatabase database, Writes writes, Clock clock) {
        this.proofs = database.getCollection(COLLECTION);
        this.writes = writes;
        this.clock = clock;
    }

    @Override
    public void save(Proof proof) {
        Proof.State state = proof.state();
        Document document = ProofDocument.write(state);
        if (state.version() == 0) {
            insert(document);
            return;
        }
        Bson unchanged = and(eq("_id", document.get("_id")), eq("version", state.version()));
        if (writes.run(() -> proofs.replaceOne(unchanged, document)).getMatchedCount() == 0) {
            throw new VersionClash();
        }
    }

    private void insert(Document document) {
        try {
            writes.run(() -> proofs.insertOne(document));
        } catch (MongoException e) {
            if (Storage.isDuplicateKey(e)) {
                throw new VersionClash();
            }
            throw e;
        }
    }

    @Override
    public Optional<Proof> find(UserId user, Purpose purpose) {
        return first(eq("_id", ProofDocument.id(user, purpose)));
    }

    @Override
    public Optional<Proof> findByToken(Purpose purpose, String tokenHash) {
        return first(and(
                eq("tokenHash", tokenHash),
                eq("purpose", purpose.wireName()),
                gt("expiresAt", Date.from(clock.instant()))));
    }

    private Optional<Proof> first(Bson filter) {
        return Optional.ofNullable(proofs.find(filter).first()).map(ProofDocument::read);
    }
}
