package dev.parley.chat.conversation.mongo;

import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import dev.parley.chat.guest.GuestLinks;
import dev.parley.chat.session.Sessions;
import dev.parley.platform.events.Migration;
import dev.parley.platform.events.Migrations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The indexes of this service. */
@ApplicationScoped
class ConversationMigrations implements Migrations {

    @Override
    public List<Migration> all() {
        return List.of(
                new Migration(1, "indexes of conversations and messages", ConversationMigrations::conversations),
                new Migration(2, "indexes of sessions and guest links", ConversationMigrations::sessions),
                new Migration(
                        3,
                        "all sessions of a person",
                        database -> database.getCollection(Sessions.COLLECTION).createIndex(ascending("ownerId"))));
    }

    private static void conversations(MongoDatabase database) {
        var conversations = database.getCollection(MongoConversations.COLLECTION);
        conversations.createIndex(compoundIndex(ascending(ConversationDocument.OWNER), descending("_id")));
        conversations.createIndex(ascending(ConversationDocument.OPEN_SINCE), new IndexOptions().sparse(true));
        var messages = database.getCollection(MongoMessages.COLLECTION);
        messages.createIndex(ascending("conversationId", "number"), new IndexOptions().unique(true));
        messages.createIndex(ascending("conversationId", "clientMessageId"));
        messages.createIndex(
                ascending("at"), new IndexOptions().expireAfter(MongoMessages.KEPT.toSeconds(), TimeUnit.SECONDS));
    }

    private static void sessions(MongoDatabase database) {
        var sessions = database.getCollection(Sessions.COLLECTION);
        sessions.createIndex(ascending("expiresAt"), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
        database.getCollection(GuestLinks.COLLECTION).createIndex(ascending("userId"));
    }
}
