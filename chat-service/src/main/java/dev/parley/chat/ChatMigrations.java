package dev.parley.chat;

import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import dev.parley.chat.conversation.domain.Messages;
import dev.parley.platform.events.Migration;
import dev.parley.platform.events.Migrations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * All migrations of this service, by version. Collections and fields are named as of the time when a migration was
 * written.
 */
@ApplicationScoped
class ChatMigrations implements Migrations {

    @Override
    public List<Migration> all() {
        return List.of(
                new Migration(1, "indexes of conversations and messages", ChatMigrations::conversations),
                new Migration(2, "indexes of sessions and guest links", ChatMigrations::sessions),
                new Migration(
                        3,
                        "index for export and erasure of a person's sessions",
                        database -> database.getCollection("sessions").createIndex(ascending("ownerId"))));
    }

    private static void conversations(MongoDatabase database) {
        var conversations = database.getCollection("conversations");
        conversations.createIndex(compoundIndex(ascending("owner"), descending("_id")));
        conversations.createIndex(ascending("openSince"), new IndexOptions().sparse(true));
        var messages = database.getCollection("messages");
        messages.createIndex(ascending("conversationId", "number"), new IndexOptions().unique(true));
        messages.createIndex(ascending("conversationId", "clientMessageId"));
        messages.createIndex(
                ascending("at"), new IndexOptions().expireAfter(Messages.KEPT.toSeconds(), TimeUnit.SECONDS));
    }

    private static void sessions(MongoDatabase database) {
        database.getCollection("sessions")
                .createIndex(ascending("expiresAt"), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
        database.getCollection("guest_links").createIndex(ascending("userId"));
    }
}
