package dev.parley.identity;

import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import dev.parley.identity.token.EncryptSigningKeys;
import dev.parley.platform.encryption.Encryption;
import dev.parley.platform.events.Migration;
import dev.parley.platform.events.Migrations;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.conversions.Bson;

/**
 * The migrations of identity-service. Sparse indexes are on fields that exist only while they matter. The numbers have
 * gaps and are recorded in databases, so they never change.
 */
@ApplicationScoped
class IdentityMigrations implements Migrations {

    /** Indexes for fields that only the erasure and the export of a person search by. */
    private static final Map<String, List<String>> PERSONAL = Map.of(
            "users", List.of("purgeAt"),
            "guest_links", List.of("userId"),
            "refresh_tokens", List.of("anonymousId"),
            "sign_outs", List.of("userId"),
            "mails", List.of("userId", "addressKey"),
            "address_proofs", List.of("userId"));

    private final Encryption encryption;

    IdentityMigrations(Encryption encryption) {
        this.encryption = encryption;
    }

    @Override
    public List<Migration> all() {
        return List.of(
                new Migration(
                        1,
                        "users: one account per e-mail address",
                        database -> unique(database, "users", "emailKey", false)),
                new Migration(
                        2,
                        "users: usernames are unique where given",
                        database -> unique(database, "users", "usernameKey", true)),
                new Migration(3, "users: by role", database -> index(database, "users", ascending("roles"))),
                new Migration(
                        4,
                        "refresh_tokens: removed after they have expired",
                        database -> expiring(database, "refresh_tokens", "expiresAt", Duration.ofDays(1))),
                new Migration(
                        5,
                        "login_attempts: removed a day after the last one",
                        database -> expiring(database, "login_attempts", "lastAt", Duration.ofDays(1))),
                new Migration(6, "users: by status, plan and dealership, for administrators", database -> {
                    index(database, "users", ascending("status", "_id"));
                    index(database, "users", ascending("subscription.plan", "_id"));
                    index(database, "users", ascending("profile.dealership", "_id"));
                }),
                new Migration(
                        7,
                        "linked_channels: those of an account",
                        database -> index(database, "linked_channels", ascending("userId"))),
                new Migration(
                        8,
                        "api_clients: names are unique among those that are not revoked",
                        database -> unique(database, "api_clients", "nameKey", true)),
                new Migration(
                        20,
                        "refresh_tokens: a user's, newest first",
                        database -> index(
                                database, "refresh_tokens", compoundIndex(ascending("userId"), descending("_id")))),
                new Migration(21, "sign_outs: what is left to do; removed when done", database -> {
                    sparse(database, "sign_outs", "openSince");
                    expiring(database, "sign_outs", "expiresAt", Duration.ofDays(1));
                }),
                new Migration(22, "mails: what is due; removed after a while", database -> {
                    sparse(database, "mails", "nextAttemptAt");
                    expiring(database, "mails", "expiresAt", Duration.ZERO);
                }),
                new Migration(23, "address_proofs: by token; removed when they do not matter any more", database -> {
                    unique(database, "address_proofs", "tokenHash", true);
                    expiring(database, "address_proofs", "keptUntil", Duration.ZERO);
                }),
                new Migration(
                        24,
                        "what is to be purged, and what is whose",
                        database -> PERSONAL.forEach(
                                (collection, fields) -> fields.forEach(field -> sparse(database, collection, field)))),
                new Migration(25, "exports: one at a time; what is left to do; removed when they expire", database -> {
                    unique(database, "exports", "activeKey", true);
                    sparse(database, "exports", "nextAttemptAt");
                    for (String collection : List.of("exports", "export_pieces")) {
                        sparse(database, collection, "userId");
                        expiring(database, collection, "expiresAt", Duration.ZERO);
                    }
                }),
                new Migration(
                        30,
                        "linked_channels: by what the provider calls the person",
                        database -> index(database, "linked_channels", ascending("externalId"))),
                new Migration(
                        40,
                        "signing_keys: private keys and secrets that were stored in clear are encrypted",
                        40,
                        new EncryptSigningKeys(encryption)));
    }

    private static void index(MongoDatabase database, String collection, Bson keys) {
        database.getCollection(collection).createIndex(keys);
    }

    private static void unique(MongoDatabase database, String collection, String field, boolean sparse) {
        database.getCollection(collection)
                .createIndex(
                        ascending(field),
                        sparse ? new IndexOptions().unique(true).sparse(true) : new IndexOptions().unique(true));
    }

    private static void sparse(MongoDatabase database, String collection, String field) {
        database.getCollection(collection).createIndex(ascending(field), new IndexOptions().sparse(true));
    }

    private static void expiring(MongoDatabase database, String collection, String field, Duration after) {
        database.getCollection(collection)
                .createIndex(ascending(field), new IndexOptions().expireAfter(after.toSeconds(), TimeUnit.SECONDS));
    }
}
