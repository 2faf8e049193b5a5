package dev.parley.catalog;

/**
 * Stock keeping unit: identifies one variant of one product. It comes from feeds and may contain any printable
 * character.
 */
public record Sku(String value) implements Comparable<Sku> {

    /** The marketplace of the shop's own goods. */
    private static final String OWN = "own";

    /**
     * The SKU of a variant that has this id in its marketplace. Own goods keep their id; ids of other marketplaces get
     * its name as a prefix. An own id with a colon gets one too, so that no id of one marketplace is the SKU of
     * another.
     */
    public static Sku of(String marketplace, String id) {
        boolean plain = marketplace.equals(OWN) && id.indexOf(':') < 0;
        return new Sku(plain ? id : marketplace + ":" + id);
    }

    @Override
    public int compareTo(Sku other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
