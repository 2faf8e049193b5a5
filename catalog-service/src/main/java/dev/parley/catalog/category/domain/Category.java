package dev.parley.catalog.category.domain;

import dev.parley.catalog.Slugs;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A node of the category tree. Among its siblings it is identified by its name. Its slug never changes, because
 * products and links refer to it: it is made of the slug of its first parent and its first name,
 * {@code electronics/computers}, and says nothing about its present place in the tree.
 */
public final class Category {

    /** The default category of products without one. */
    public static final String OTHER = "other";

    /** The maximum number of characters of a name. */
    public static final int NAME = 100;

    public static final int DESCRIPTION = 2_000;

    /** The position of a category without one of its own: after the others. */
    public static final int LAST = 1000;

    private static final int LONGEST_SLUG = 750;
    private static final int NUMBERED = 99;

    private final CategoryId id;
    private final String slug;
    private final Instant createdAt;
    private final List<CategoryEvent> events = new ArrayList<>();
    private Details details;
    private List<String> ancestors;
    private @Nullable Deletion deletion;
    private Instant updatedAt;
    private long version;

    /**
     * What a manager edits.
     *
     * @param active whether shops show it
     * @param position position among its siblings; equal positions are sorted by name
     */
    public record Details(String name, String description, boolean active, int position) {

        /** Those of a new category. */
        public static Details of(String name) {
            return new Details(name, "", true, LAST);
        }
    }

    /**
     * The mark of a deleted category.
     *
     * @param productsGoTo the slug of the category that its products get, until all have it
     */
    public record Deletion(Instant at, Optional<String> productsGoTo) {}

    /**
     * The stored state.
     *
     * @param ancestors the slugs of its ancestors, from the root
     */
    public record State(
            CategoryId id,
            String slug,
            Details details,
            List<String> ancestors,
            @Nullable Deletion deletion,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        public State {
            ancestors = List.copyOf(ancestors);
        }
    }

    private Category(State state) {
        this.id = state.id();
        this.slug = state.slug();
        this.details = state.details();
        this.ancestors = state.ancestors();
        this.deletion = state.deletion();
        this.createdAt = state.createdAt();
        this.updatedAt = state.updatedAt();
        this.version = state.version();
    }

    /** The names in a feed's path such as {@code Electronics > Computers > Laptops}, from the root. */
    public static List<String> names(String path) {
        return Stream.of(path.split(">"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(name -> name.codePointCount(0, name.length()) > NAME
                        ? name.substring(0, name.offsetByCodePoints(0, NAME))
                        : name)
                .toList();
    }

    /** Names that differ only in case or blanks have the same key: they are the same name. */
    public static String key(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .strip()
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
    }

    /** The slugs that a new category may get, in order; the last one is unique. */
    public static List<String> slugCandidates(Optional<Category> parent, String name, CategoryId id) {
        String plain = parent.map(p -> p.slug() + "/").orElse("") + Slugs.of(name);
        return Stream.of(
                        Stream.of(plain),
                        IntStream.rangeClosed(2, NUMBERED).mapToObj(number -> plain + "-" + number),
                        Stream.of(id.value()))
                .flatMap(candidates -> candidates)
                .filter(candidate -> candidate.length() <= LONGEST_SLUG)
                .toList();
    }

    /** A new category. */
    public static Category create(CategoryId id, Optional<Category> parent, Details details, String slug, Instant now) {
        Category category = new Category(
                new State(id, slug, details, parent.map(Category::path).orElse(List.of()), null, now, now, 0));
        category.record(new CategoryEvent.Created(now));
        return category;
    }

    /** The category with this stored state. */
    public static Category restore(State state) {
        return new Category(state);
    }

    public State state() {
        return new State(id, slug, details, ancestors, deletion, createdAt, updatedAt, version);
    }

    /** Changes what a manager edits; no event without a difference. */
    public void edit(Details changed, Instant now) {
        if (!changed.equals(details)) {
            details = changed;
            changed(now);
        }
    }

    /** Puts it below these ancestors, which are those of the tree; no event when it is there. */
    public void place(List<String> below, Instant now) {
        if (!below.equals(ancestors)) {
            ancestors = List.copyOf(below);
            changed(now);
        }
    }

    /** Deletes it; its products get another category. */
    public void delete(Optional<String> productsGoTo, Instant now) {
        if (deletion == null) {
            deletion = new Deletion(now, productsGoTo);
            changed(now);
        }
    }

    private void changed(Instant now) {
        updatedAt = now;
        record(new CategoryEvent.Changed(now));
    }

    public CategoryId id() {
        return id;
    }

    public String slug() {
        return slug;
    }

    public String name() {
        return details.name();
    }

    public Details details() {
        return details;
    }

    public Optional<String> parentSlug() {
        return ancestors.isEmpty() ? Optional.empty() : Optional.of(ancestors.getLast());
    }

    /** The slugs of its ancestors, from the root. */
    public List<String> ancestors() {
        return ancestors;
    }

    /** The slugs of its ancestors and its own. */
    public List<String> path() {
        return Stream.concat(ancestors.stream(), Stream.of(slug)).toList();
    }

    public Optional<Deletion> deletion() {
        return Optional.ofNullable(deletion);
    }

    /** What identifies it in the tree: its parent and its name; a deleted one has no identity. */
    public Optional<String> identity() {
        return deletion == null ? Optional.of(identity(parentSlug(), name())) : Optional.empty();
    }

    static String identity(Optional<String> parentSlug, String name) {
        return parentSlug.orElse("") + ">" + key(name);
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
