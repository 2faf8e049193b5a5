package dev.parley.chat.conversation.mongo;

import static com.mongodb.client.model.Filters.in;

import dev.parley.platform.privacy.ErasedUsers;
import dev.parley.platform.privacy.Person;
import dev.parley.platform.privacy.PersonalData;
import dev.parley.platform.privacy.PersonalDocuments;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * A person's conversations. Messages do not name their owner, and a reply in progress may be stored after its
 * conversation is erased: so the ids of the person's conversations are recorded before these are erased, and late
 * messages are found by them.
 */
@ApplicationScoped
class PersonalConversations implements PersonalData {

    private final PersonalDocuments documents;
    private final ErasedUsers erased;

    PersonalConversations(PersonalDocuments documents, ErasedUsers erased) {
        this.documents = documents;
        this.erased = erased;
    }

    @Override
    public String name() {
        return "conversations";
    }

    @Override
    public Iterable<Document> export(Person person) {
        List<Document> whole = new ArrayList<>();
        for (Document conversation : documents.find(MongoConversations.COLLECTION, of(person))) {
            List<Document> messages = new ArrayList<>();
            documents
                    .find(MongoMessages.COLLECTION, in("conversationId", conversation.getString("_id")))
                    .forEach(messages::add);
            whole.add(conversation.append("messages", messages));
        }
        return whole;
    }

    @Override
    public long erase(Person person) {
        List<String> conversations = new ArrayList<>();
        documents
                .find(MongoConversations.COLLECTION, of(person))
                .forEach(conversation -> conversations.add(conversation.getString("_id")));
        erased.rememberThings(person, conversations);
        // Only recorded conversations: one started since then is left to the next run, which comes while there are any.
        long removed = documents.remove(MongoConversations.COLLECTION, of(person), in("_id", conversations));
        return removed + documents.remove(MongoMessages.COLLECTION, in("conversationId", erased.thingsOf(person)));
    }

    private static Bson of(Person person) {
        return in(ConversationDocument.OWNER, person.keys());
    }
}
