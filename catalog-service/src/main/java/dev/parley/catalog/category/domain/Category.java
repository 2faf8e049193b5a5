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

    private static final int LONGEST_SLUG = 750;
    private static final int LAST = 1000;
    private static final int NUMBERED = 99;

    private final CategoryId id;
    private final String slug;
    private final String name;
    private final int position;
    private final List<String> ancestors;
    private final Instant createdAt;
    private final List<CategoryEvent> events = new ArrayList<>();
    private long version;

    /**
     * The stored state.
     *
     * @param position position among its siblings; equal positions are sorted by name
     * @param ancestors the slugs of its ancestors, from the root
     */
    public record State(
            CategoryId id,
            String slug,
            String name,
            int position,
            List<String> ancestors,
            Instant createdAt,
            long version) {
        public State {
            ancestors = List.copyOf(ancestors);
        }
    }

    private Category(State state) {
        this.id = state.id();
        this.slug = state.slug();
        this.name = state.name();
        this.position = state.position();
        this.ancestors = state.ancestors();
        this.createdAt = state.createdAt();
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

    /** A new category, the last among its siblings. */
    public static Category create(CategoryId id, Optional<Category> parent, String name, String slug, Instant now) {
        return create(id, parent, name, slug, LAST, now);
    }

    /** A new category at a position among its siblings. */
    public static Category create(
            CategoryId id, Optional<Category> parent, String name, String slug, int position, Instant now) {
        Category category = new Category(
                new State(id, slug, name, position, parent.map(Category::path).orElse(List.of()), now, 0));
        category.record(new CategoryEvent.Created(now));
        return category;
    }

    /** The category with this stored state. */
    public static Category restore(State state) {
        return new Category(state);
    }

    public State state() {
        return new State(id, slug, name, position, ancestors, createdAt, version);
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
        return ancestors.isEmpty() ? Optional.empty() : Optional.of(ancestors.getLast());
    }

    /** The slugs of its ancestors, from the root. */
    public List<String> ancestors() {
        return ancestors;
    }

    private List<String> path() {
        return Stream.concat(ancestors.stream(), Stream.of(slug)).toList();
    }

    /** What identifies it in the tree: its parent and its name. */
    public String identity() {
        return identity(parentSlug(), name);
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
