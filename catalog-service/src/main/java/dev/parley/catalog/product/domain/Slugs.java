package dev.parley.catalog.product.domain;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** URL forms of names: lower-case letters, digits and hyphens. */
public final class Slugs {

    private static final int LONGEST = 80;

    private Slugs() {}

    /** The slug of a name; {@code item} when no character of it is allowed. */
    public static String of(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String cut = plain.length() > LONGEST ? plain.substring(0, LONGEST).replaceAll("-[^-]*$", "") : plain;
        return cut.isEmpty() ? "item" : cut;
    }

    /** The candidate slugs of a product, in order; the last one is unique. */
    static List<String> candidates(String name, String externalId, String id) {
        String plain = of(name);
        return List.of(plain, plain + "-" + of(externalId), plain + "-" + id);
    }
}
