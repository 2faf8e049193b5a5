package dev.parley.catalog.category.domain;

import dev.parley.catalog.product.domain.Slugs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A node of the category tree. Its slug is its whole path, so no lookup of parents is needed:
 * {@code electronics/computers/laptops}. Once created it does not change.
 */
public final class Category {

    /** The default category of products without one. */
    public static final String OTHER = "other";

    private static final int DEEPEST = 6;
    private static final int LONGEST_NAME = 100;
    private static final int LAST = 1000;

    private final CategoryId id;
    private final String slug;
    private final String name;
    private final int position;
    private final Instant createdAt;
    private final List<CategoryEvent> events = new ArrayList<>();
    private long version;

    /**
     * The stored state.
     *
     * @param position position among its siblings; equal positions are sorted by name
     */
    public record State(CategoryId id, String slug, String name, int position, Instant createdAt, long version) {}

    /** One step of a path: slug and name. */
    public record Step(String slug, String name) {}

    private Category(State state) {
        this.id = state.id();
        this.slug = state.slug();
        this.name = state.name();
        this.position = state.position();
        this.createdAt = state.createdAt();
        this.version = state.version();
    }

    /**
     * Parses a feed's path such as {@code Electronics > Computers > Laptops} into its levels, from the root; empty for
     * an empty path. Levels below the sixth are dropped.
     */
    public static List<Step> steps(String path) {
        List<Step> steps = new ArrayList<>();
        String slug = "";
        for (String part : path.split(">")) {
            String name = part.strip();
            if (name.isEmpty() || steps.size() == DEEPEST) {
                continue;
            }
            String cut = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
            slug = slug.isEmpty() ? Slugs.of(cut) : slug + "/" + Slugs.of(cut);
            steps.add(new Step(slug, cut));
        }
        return List.copyOf(steps);
    }

    /** A new category, the last among its siblings. */
    public static Category create(CategoryId id, Step step, Instant now) {
        return create(id, step, LAST, now);
    }

    /** A new category at a position among its siblings. */
    public static Category create(CategoryId id, Step step, int position, Instant now) {
        Category category = new Category(new State(id, step.slug(), step.name(), position, now, 0));
        category.record(new CategoryEvent.Created(now));
        return category;
    }

    /** The category with this stored state. */
    public static Category restore(State state) {
        return new Category(state);
    }

    public State state() {
        return new State(id, slug, name, position, createdAt, version);
    }

    public CategoryId id() {
        return id;
    }

    public String slug() {
        return slug;
    }

    public String name() {
        return name;
    }

    public Optional<String> parentSlug() {
        int cut = slug.lastIndexOf('/');
        return cut < 0 ? Optional.empty() : Optional.of(slug.substring(0, cut));
    }

    /** The slugs of its ancestors, from the root. */
    public List<String> ancestors() {
        List<String> above = new ArrayList<>();
        for (int cut = slug.indexOf('/'); cut >= 0; cut = slug.indexOf('/', cut + 1)) {
            above.add(slug.substring(0, cut));
        }
        return List.copyOf(above);
    }

    public long version() {
        return version;
    }

    /** The events since it was loaded or saved. */
    public List<CategoryEvent> events() {
        return List.copyOf(events);
    }

    /** Called by the repository after it has stored this state and these events. */
    public void saved() {
        version++;
        events.clear();
    }

    private void record(CategoryEvent event) {
        events.add(event);
    }
}
