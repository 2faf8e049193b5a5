package dev.parley.catalog.category.mongo;

import com.mongodb.client.model.Sorts;
import dev.parley.catalog.EventMessages;
import dev.parley.catalog.category.domain.Categories;
import dev.parley.catalog.category.domain.Category;
import dev.parley.catalog.category.domain.CategoryEvent;
import dev.parley.platform.events.AlreadyExists;
import dev.parley.platform.events.OutboxCollection;
import dev.parley.platform.events.Outboxes;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.StartOrder;
import dev.parley.platform.security.CurrentCaller;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/** Categories in MongoDB. */
@ApplicationScoped
@Startup(StartOrder.OUTBOXES)
public class MongoCategories implements Categories {

    static final String COLLECTION = "categories";
    static final String SLUG = "slug";

    private static final String NAME = "name";
    private static final String POSITION = "position";

    private final OutboxCollection categories;
    private final EventMessages<CategoryEvent> messages;
    private final CurrentCaller caller;
    private final Clock clock;

    MongoCategories(Outboxes outboxes, EventMessages<CategoryEvent> messages, CurrentCaller caller, Clock clock) {
        this.categories = outboxes.openCompacted(COLLECTION, "catalog.categories");
        this.messages = messages;
        this.caller = caller;
        this.clock = clock;
    }

    @Override
    public List<Category> all() {
        return categories
                .mongo()
                .find()
                .sort(Sorts.ascending(POSITION, NAME))
                .map(MongoCategories::read)
                .into(new ArrayList<>());
    }

    @Override
    public boolean insert(Category category) {
        Document document = new Document("_id", category.id())
                .append(SLUG, category.slug())
                .append(NAME, category.name())
                .append(POSITION, category.position())
                .append("createdAt", Date.from(clock.instant()))
                .append("updatedAt", Date.from(clock.instant()));
        Object message = messages.of(new CategoryEvent.Changed(category));
        try {
            categories.insert(
                    document,
                    List.of(PendingEvent.of(
                            message, clock.instant(), caller.get().actor())));
            return true;
        } catch (AlreadyExists e) {
            return false;
        }
    }

    private static Category read(Document document) {
        return new Category(
                document.getString("_id"),
                document.getString(SLUG),
                document.getString(NAME),
                document.getInteger(POSITION),
                document.getLong("version"));
    }
}
