package dev.parley.catalog.search.mongo;

import static com.mongodb.client.model.Filters.eq;

import dev.parley.catalog.search.domain.SearchSynonyms;
import dev.parley.platform.events.AlreadyExists;
import dev.parley.platform.events.OutboxCollection;
import dev.parley.platform.events.Outboxes;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.StartOrder;
import dev.parley.platform.events.VersionClash;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.bson.Document;

/** Synonyms in MongoDB: one document, whose outbox has the audit records of its changes. */
@ApplicationScoped
@Startup(StartOrder.OUTBOXES)
public class MongoSearchSynonyms implements SearchSynonyms {

    private static final String ID = "synonyms";
    private static final String GROUPS = "groups";

    private final OutboxCollection settings;

    MongoSearchSynonyms(Outboxes outboxes) {
        this.settings = outboxes.open("search_settings");
    }

    @Override
    public Groups find() {
        Document stored = settings.mongo().find(eq("_id", ID)).first();
        return stored == null
                ? new Groups(List.of(), 0)
                : new Groups(
                        stored.getList(GROUPS, List.class, List.of()).stream()
                                .map(group -> ((List<?>) group)
                                        .stream().map(String.class::cast).toList())
                                .toList(),
                        stored.getLong("version"));
    }

    @Override
    public void save(Groups replaced, List<PendingEvent> alongside) {
        Document state = new Document("_id", ID).append(GROUPS, replaced.groups());
        if (replaced.version() > 0) {
            settings.save(ID, replaced.version(), state, alongside);
            return;
        }
        try {
            settings.insert(state, alongside);
        } catch (AlreadyExists e) {
            throw new VersionClash();
        }
    }
}
