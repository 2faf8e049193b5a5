package dev.parley.catalog.imports.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.parley.catalog.product.domain.ProductLimits;
import dev.parley.catalog.product.domain.Specification;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProductDetailsTest {

    @Test
    void readsSectionNameAndValue() throws BadRow {
        assertEquals(
                List.of(
                        new Specification("Screen", "Size", "14 inch"),
                        new Specification("", "Ports", "USB: 2"),
                        new Specification("Box", "Content", "one")),
                ProductDetails.read(List.of("Screen:Size:14 inch;  :Ports:USB: 2;", "Box:Content:one")));
    }

    @Test
    void keepsASemicolonInsideAValue() throws BadRow {
        assertEquals(
                List.of(new Specification("Box", "Content", "cable; charger; 1::2")),
                ProductDetails.read(List.of("Box:Content:cable; charger;; 1::2")));
    }

    @Test
    void rejectsAMalformedBeginning() {
        assertThrows(BadRow.class, () -> ProductDetails.read(List.of("just words")));
    }

    @Test
    void rejectsMoreSpecificationsThanTheLimit() {
        String tooMany = "a:b:c;".repeat(ProductLimits.SPECIFICATIONS + 1);

        assertThrows(BadRow.class, () -> ProductDetails.read(List.of(tooMany)));
    }

    @Test
    void takesLinearTimeFor500000Semicolons() {
        String many = "a:b:c" + ";x".repeat(500_000);

        assertTimeoutPreemptively(
                Duration.ofSeconds(3), () -> assertThrows(BadRow.class, () -> ProductDetails.read(List.of(many))));
    }
}
