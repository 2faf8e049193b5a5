package dev.parley.chat.conversation.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.parley.chat.conversation.domain.ConversationId;
import dev.parley.chat.conversation.domain.Message;
import dev.parley.chat.conversation.domain.Messages;
import dev.parley.platform.events.ExpiredDocuments;
import dev.parley.platform.mongo.RetryingWrites;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Messages in MongoDB. Expired ones are hidden from all readers, even before the database removes them. */
@ApplicationScoped
class MongoMessages implements Messages, ExpiredDocuments {

    static final String COLLECTION = "messages";

    private final MongoCollection<Document> messages;
    private final RetryingWrites writes;
    private final Clock clock;

    MongoMessages(MongoDatabase database, RetryingWrites writes, Clock clock) {
        this.messages = database.getCollection(COLLECTION);
        this.writes = writes;
        this.clock = clock;
    }

    @Override
    public Message store(Message message) {
        return writes.insertIfAbsent(messages, MessageDocument.write(message))
                ? message
                : MessageDocument.read(Objects.requireNonNull(
                        messages.find(eq("_id", message.id())).first(), "the message with the duplicate id"));
    }

    @Override
    public Optional<Message> sent(ConversationId conversationId, String clientMessageId) {
        return one(eq("conversationId", conversationId.value()), eq("clientMessageId", clientMessageId));
    }

    @Override
    public Optional<Message> replyTo(Message message) {
        return one(eq("conversationId", message.conversationId().value()), eq("number", message.number() + 1));
    }

    private Optional<Message> one(Bson... conditions) {
        return Optional.ofNullable(messages.find(and(and(conditions), alive())).first())
                .map(MessageDocument::read);
    }

    @Override
    public List<Message> newest(ConversationId conversationId, OptionalLong before, int limit) {
        Bson filter =
                and(eq("conversationId", conversationId.value()), lt("number", before.orElse(Long.MAX_VALUE)), alive());
        return messages.find(filter)
                .sort(descending("number"))
                .limit(limit)
                .map(MessageDocument::read)
                .into(new ArrayList<>());
    }

    private Bson alive() {
        return gt("at", Date.from(clock.instant().minus(KEPT)));
    }

    @Override
    public Map<String, Bson> expiredAt(Instant now) {
        return Map.of(COLLECTION, lte("at", Date.from(now.minus(KEPT))));
    }
}
