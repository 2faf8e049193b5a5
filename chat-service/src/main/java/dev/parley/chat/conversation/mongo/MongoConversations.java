package dev.parley.chat.conversation.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;

import dev.parley.chat.conversation.domain.Conversation;
import dev.parley.chat.conversation.domain.ConversationId;
import dev.parley.chat.conversation.domain.ConversationSummary;
import dev.parley.chat.conversation.domain.Conversations;
import dev.parley.chat.owner.Owner;
import dev.parley.platform.events.AlreadyExists;
import dev.parley.platform.events.OutboxCollection;
import dev.parley.platform.events.Outboxes;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.StartOrder;
import dev.parley.platform.events.WireEvents;
import dev.parley.platform.security.CurrentCaller;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.bson.conversions.Bson;

/** Conversations in MongoDB, each with its outbox. */
@ApplicationScoped
@Startup(StartOrder.OUTBOXES)
class MongoConversations implements Conversations {

    static final String COLLECTION = "conversations";

    private final OutboxCollection conversations;
    private final WireEvents<Conversation> wireEvents;
    private final CurrentCaller caller;

    MongoConversations(Outboxes outboxes, WireEvents<Conversation> wireEvents, CurrentCaller caller) {
        this.conversations = outboxes.open(COLLECTION, "chat.conversations");
        this.wireEvents = wireEvents;
        this.caller = caller;
    }

    @Override
    public boolean insert(Conversation conversation) {
        try {
            conversations.insert(ConversationDocument.write(conversation), events(conversation));
            conversation.saved();
            return true;
        } catch (AlreadyExists again) {
            return false; // a retry of the request that created it
        }
    }

    @Override
    public void save(Conversation conversation) {
        if (!conversation.events().isEmpty()) {
            conversations.save(
                    conversation.id().value(),
                    conversation.version(),
                    ConversationDocument.write(conversation),
                    events(conversation));
            conversation.saved();
        }
    }

    @Override
    public Optional<Conversation> find(ConversationId id, Predicate<Owner> theirs) {
        return find(id).filter(conversation -> theirs.test(conversation.owner()));
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return Optional.ofNullable(
                        conversations.mongo().find(eq("_id", id.value())).first())
                .map(ConversationDocument::read);
    }

    @Override
    public List<ConversationSummary> newest(Set<Owner> owners, Optional<ConversationId> olderThan, int limit) {
        Bson theirs =
                in(ConversationDocument.OWNER, owners.stream().map(Owner::key).toList());
        return conversations
                .mongo()
                .find(olderThan.map(id -> and(theirs, lt("_id", id.value()))).orElse(theirs))
                .sort(descending("_id"))
                .limit(limit)
                .projection(include(ConversationDocument.SUMMARY))
                .map(ConversationDocument::readSummary)
                .into(new ArrayList<>());
    }

    @Override
    public List<ConversationId> unansweredSince(Instant before, int limit) {
        return conversations
                .mongo()
                .find(lt(ConversationDocument.OPEN_SINCE, Date.from(before)))
                .projection(include("_id"))
                .limit(limit)
                .map(document -> new ConversationId(document.getString("_id")))
                .into(new ArrayList<>());
    }

    private List<PendingEvent> events(Conversation conversation) {
        return wireEvents.of(conversation, caller.get().actor());
    }
}
