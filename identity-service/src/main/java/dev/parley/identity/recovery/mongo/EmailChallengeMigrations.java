package dev.parley.identity.recovery.mongo;

import static com.mongodb.client.model.Indexes.ascending;

import com.mongodb.client.model.IndexOptions;
import dev.parley.platform.events.Migration;
import dev.parley.platform.events.Migrations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.TimeUnit;

@ApplicationScoped
class EmailChallengeMigrations implements Migrations {

    @Override
    public List<Migration> all() {
        return List.of(new Migration(
                23, "address_proofs: by token; removed when they do not matter any more", database -> {
                    var challenges = database.getCollection(MongoEmailChallenges.COLLECTION);
                    // sparse: a token that was used has none
                    challenges.createIndex(
                            ascending("tokenHash"),
                            new IndexOptions().unique(true).sparse(true));
                    challenges.createIndex(
                            ascending("keptUntil"), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
                }));
    }
}
