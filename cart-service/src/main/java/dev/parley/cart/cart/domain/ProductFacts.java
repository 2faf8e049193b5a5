package dev.parley.cart.cart.domain;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The copy of what the catalogue says about each SKU. */
public interface ProductFacts {

    Optional<ProductFact> of(String sku);

    /** What is known, by SKU; those unknown are left out. */
    Map<String, ProductFact> of(Collection<String> skus);

    /**
     * Takes the state of a product as its event number {@code sequence} says it; older news than what is kept changes
     * nothing, nor does an event of a product that the SKU has left. SKUs that the product no longer has are no longer
     * for sale.
     */
    void keep(String productId, long sequence, List<ProductFact> variants);
}
