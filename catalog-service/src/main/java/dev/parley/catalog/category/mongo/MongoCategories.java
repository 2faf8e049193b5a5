package dev.parley.catalog.category.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.model.Sorts;
import dev.parley.catalog.category.domain.Categories;
import dev.parley.catalog.category.domain.Category;
import dev.parley.catalog.category.domain.CategoryId;
import dev.parley.catalog.category.domain.CategoryProblem;
import dev.parley.catalog.category.domain.Taxonomy;
import dev.parley.platform.events.AlreadyExists;
import dev.parley.platform.events.OutboxCollection;
import dev.parley.platform.events.Outboxes;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.StartOrder;
import dev.parley.platform.events.WireEvents;
import dev.parley.platform.mongo.Fields;
import dev.parley.platform.mongo.RetryingWrites;
import dev.parley.platform.security.CurrentCaller;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Categories in MongoDB. */
@ApplicationScoped
@Startup(StartOrder.OUTBOXES)
public class MongoCategories implements Categories {

    static final String COLLECTION = "categories";
    static final String SLUG = "slug";

    private static final String NAME = "name";
    private static final String DESCRIPTION = "description";
    private static final String ACTIVE = "active";
    private static final String POSITION = "position";
    private static final String CREATED_AT = "createdAt";
    private static final String UPDATED_AT = "updatedAt";
    private static final String ANCESTORS = "ancestors";
    private static final String IDENTITY = "identity";
    private static final String DELETED_AT = "deletedAt";
    private static final String PRODUCTS_GO_TO = "productsGoTo";

    private static final Bson STATE = include(
            SLUG,
            NAME,
            DESCRIPTION,
            ACTIVE,
            POSITION,
            ANCESTORS,
            DELETED_AT,
            PRODUCTS_GO_TO,
            CREATED_AT,
            UPDATED_AT,
            "version");

    private final OutboxCollection categories;
    private final WireEvents<Category> wireEvents;
    private final CurrentCaller caller;
    private final RetryingWrites writes;

    MongoCategories(Outboxes outboxes, WireEvents<Category> wireEvents, CurrentCaller caller, RetryingWrites writes) {
        this.categories = outboxes.openCompacted(COLLECTION, "catalog.categories");
        this.wireEvents = wireEvents;
        this.caller = caller;
        this.writes = writes;
    }

    @Override
    public Taxonomy taxonomy() {
        return new Taxonomy(categories
                .mongo()
                .find()
                .projection(STATE)
                .sort(Sorts.ascending(POSITION, NAME))
                .map(MongoCategories::read)
                .into(new ArrayList<>()));
    }

    @Override
    public Optional<Category> find(CategoryId id) {
        return Optional.ofNullable(categories
                        .mongo()
                        .find(and(eq("_id", id.value()), exists(DELETED_AT, false)))
                        .projection(STATE)
                        .first())
                .map(MongoCategories::read);
    }

    @Override
    public boolean has(String slug) {
        return categories
                        .mongo()
                        .find(and(eq(SLUG, slug), exists(DELETED_AT, false)))
                        .projection(include("_id"))
                        .first()
                != null;
    }

    @Override
    public Map<String, String> replaced(int most) {
        Map<String, String> replaced = new HashMap<>();
        categories
                .mongo()
                .find(exists(PRODUCTS_GO_TO))
                .projection(include(SLUG, PRODUCTS_GO_TO))
                .limit(most)
                .forEach(category -> replaced.put(Fields.text(category, SLUG), Fields.text(category, PRODUCTS_GO_TO)));
        return replaced;
    }

    @Override
    public void productsMoved(String slug) {
        writes.run(() -> categories.mongo().updateOne(eq(SLUG, slug), unset(PRODUCTS_GO_TO)));
    }

    @Override
    public boolean insert(Category category, List<PendingEvent> alongside) {
        try {
            categories.insert(write(category).append("_id", category.id().value()), events(category, alongside));
            category.saved();
            return true;
        } catch (AlreadyExists e) {
            return false;
        }
    }

    @Override
    public void save(Category category, List<PendingEvent> alongside) {
        if (category.events().isEmpty()) {
            return;
        }
        try {
            categories.save(category.id().value(), category.version(), write(category), events(category, alongside));
            category.saved();
        } catch (AlreadyExists e) {
            throw new CategoryProblem.NameTaken(category.name());
        }
    }

    private List<PendingEvent> events(Category category, List<PendingEvent> alongside) {
        return Stream.concat(wireEvents.of(category, caller.get().actor()).stream(), alongside.stream())
                .toList();
    }

    private static Document write(Category category) {
        Category.State state = category.state();
        Category.@Nullable Deletion deletion = state.deletion();
        return new Document(SLUG, state.slug())
                .append(NAME, state.details().name())
                .append(DESCRIPTION, state.details().description())
                .append(ACTIVE, state.details().active())
                .append(POSITION, state.details().position())
                .append(ANCESTORS, state.ancestors())
                .append(IDENTITY, category.identity().orElse(null))
                .append(DELETED_AT, deletion == null ? null : Date.from(deletion.at()))
                .append(
                        PRODUCTS_GO_TO,
                        deletion == null ? null : deletion.productsGoTo().orElse(null))
                .append(CREATED_AT, Date.from(state.createdAt()))
                .append(UPDATED_AT, Date.from(state.updatedAt()));
    }

    private static Category read(Document document) {
        String slug = Fields.text(document, SLUG);
        return Category.restore(new Category.State(
                new CategoryId(Fields.text(document, "_id")),
                slug,
                new Category.Details(
                        Fields.text(document, NAME),
                        document.get(DESCRIPTION, ""),
                        document.getBoolean(ACTIVE, true),
                        document.getInteger(POSITION, Category.LAST)),
                document.getList(ANCESTORS, String.class, ancestorsIn(slug)),
                Fields.optionalInstant(document, DELETED_AT)
                        .map(at -> new Category.Deletion(at, Optional.ofNullable(document.getString(PRODUCTS_GO_TO))))
                        .orElse(null),
                Fields.instant(document, CREATED_AT),
                Fields.instant(document, UPDATED_AT),
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
