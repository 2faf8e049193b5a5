package dev.parley.catalog.category.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.model.Sorts;
import dev.parley.catalog.category.domain.Categories;
import dev.parley.catalog.category.domain.Category;
import dev.parley.catalog.category.domain.CategoryId;
import dev.parley.catalog.category.domain.Taxonomy;
import dev.parley.platform.events.AlreadyExists;
import dev.parley.platform.events.OutboxCollection;
import dev.parley.platform.events.Outboxes;
import dev.parley.platform.events.StartOrder;
import dev.parley.platform.events.WireEvents;
import dev.parley.platform.mongo.Fields;
import dev.parley.platform.security.CurrentCaller;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
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

    private static final String CREATED_AT = "createdAt";
    private static final String ANCESTORS = "ancestors";
    private static final String IDENTITY = "identity";

    private final OutboxCollection categories;
    private final WireEvents<Category> wireEvents;
    private final CurrentCaller caller;

    MongoCategories(Outboxes outboxes, WireEvents<Category> wireEvents, CurrentCaller caller) {
        this.categories = outboxes.openCompacted(COLLECTION, "catalog.categories");
        this.wireEvents = wireEvents;
        this.caller = caller;
    }

    @Override
    public Taxonomy taxonomy() {
        return new Taxonomy(categories
                .mongo()
                .find()
                .projection(include(SLUG, NAME, POSITION, ANCESTORS, CREATED_AT, "version"))
                .sort(Sorts.ascending(POSITION, NAME))
                .map(MongoCategories::read)
                .into(new ArrayList<>()));
    }

    @Override
    public boolean has(String slug) {
        return categories
                        .mongo()
                        .find(eq(SLUG, slug))
                        .projection(include("_id"))
                        .first()
                != null;
    }

    @Override
    public boolean insert(Category category) {
        Category.State state = category.state();
        Document document = new Document("_id", state.id().value())
                .append(SLUG, state.slug())
                .append(NAME, state.name())
                .append(POSITION, state.position())
                .append(ANCESTORS, state.ancestors())
                .append(IDENTITY, category.identity())
                .append(CREATED_AT, Date.from(state.createdAt()))
                .append("updatedAt", Date.from(state.createdAt()));
        try {
            categories.insert(document, wireEvents.of(category, caller.get().actor()));
            category.saved();
            return true;
        } catch (AlreadyExists e) {
            return false;
        }
    }

    private static Category read(Document document) {
        return Category.restore(new Category.State(
                new CategoryId(Fields.text(document, "_id")),
                Fields.text(document, SLUG),
                Fields.text(document, NAME),
                document.getInteger(POSITION),
                document.getList(ANCESTORS, String.class, ancestorsIn(Fields.text(document, SLUG))),
                Fields.instant(document, CREATED_AT),
                document.getLong("version")));
    }

    /** Before categories had ancestors, their slugs were their paths. */
    private static List<String> ancestorsIn(String path) {
        List<String> above = new ArrayList<>();
        for (int cut = path.indexOf('/'); cut >= 0; cut = path.indexOf('/', cut + 1)) {
            above.add(path.substring(0, cut));
        }
        return above;
    }
}
