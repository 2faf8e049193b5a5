package dev.parley.catalog.imports.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.parley.catalog.product.domain.ProductLimits;
import dev.parley.catalog.product.domain.Specification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProductDetailsTest {

    private final List<String> notices = new ArrayList<>();

    private List<Specification> read(String... cells) {
        return ProductDetails.read(List.of(cells), notices::add);
    }

    @Test
    void readsSectionNameAndValue() {
        assertEquals(
                List.of(
                        new Specification("Screen", "Size", "14 inch"),
                        new Specification("", "Ports", "USB: 2"),
                        new Specification("Box", "Content", "one")),
                read("Screen:Size:14 inch;  :Ports:USB: 2;", "Box:Content:one"));
    }

    @Test
    void keepsASemicolonInsideAValue() {
        assertEquals(
                List.of(new Specification("Box", "Content", "cable; charger; 1::2")),
                read("Box:Content:cable; charger;; 1::2"));
    }

    @Test
    void leavesOutAMalformedBeginning() {
        assertEquals(List.of(new Specification("Box", "Content", "one")), read("just words; Box:Content:one"));
        assertEquals(1, notices.size());
    }

    @Test
    void cutsWhatExceedsTheLimits() {
        var read = read("a:b:c;".repeat(ProductLimits.SPECIFICATIONS + 1));
        var text = read("a:" + "b".repeat(ProductLimits.SPECIFICATION_NAME + 1) + ":c");

        assertEquals(ProductLimits.SPECIFICATIONS, read.size());
        assertEquals(ProductLimits.SPECIFICATION_NAME, text.getFirst().name().length());
        assertEquals(2, notices.size());
    }

    @Test
    void takesLinearTimeFor500000Semicolons() {
        String many = "a:b:c" + ";x".repeat(500_000);

        assertTimeoutPreemptively(Duration.ofSeconds(3), () -> read(many));
    }
}
