package dev.parley.catalog;

/**
 * Stock keeping unit: identifies one variant of one product. It comes from feeds and may contain any printable
 * character.
 */
public record Sku(String value) implements Comparable<Sku> {

    @Override
    public int compareTo(Sku other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
