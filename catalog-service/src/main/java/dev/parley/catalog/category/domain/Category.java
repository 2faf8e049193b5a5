package dev.parley.catalog.category.domain;

import dev.parley.catalog.product.domain.Slugs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A node of the category tree. Its slug is its whole path, so the tree needs no look-ups:
 * {@code electronics/computers/laptops}.
 *
 * @param position where it stands among its siblings; equal ones are sorted by name
 */
public record Category(String id, String slug, String name, int position, long version) {

    /** Where everything belongs that says nothing of its category. */
    public static final String OTHER = "other";

    private static final int DEEPEST = 6;
    private static final int LONGEST_NAME = 100;
    private static final int LAST = 1000;

    /** One step of a path: slug and name. */
    public record Step(String slug, String name) {}

    /**
     * The steps of a feed's path such as {@code Electronics > Computers > Laptops}, from the root; empty for an empty
     * path. Deeper levels than the sixth are left out.
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

    public static Category create(String id, Step step) {
        return new Category(id, step.slug(), step.name(), LAST, 1);
    }

    public Optional<String> parentSlug() {
        int cut = slug.lastIndexOf('/');
        return cut < 0 ? Optional.empty() : Optional.of(slug.substring(0, cut));
    }

    /** The slugs above it, from the root. */
    public List<String> ancestors() {
        List<String> above = new ArrayList<>();
        for (int cut = slug.indexOf('/'); cut >= 0; cut = slug.indexOf('/', cut + 1)) {
            above.add(slug.substring(0, cut));
        }
        return List.copyOf(above);
    }
}
