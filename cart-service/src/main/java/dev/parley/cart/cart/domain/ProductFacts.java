package dev.parley.cart.cart.domain;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The local copy of the catalog's facts per SKU. */
public interface ProductFacts {

    Optional<ProductFact> of(String sku);

    /** The known facts, by SKU; unknown SKUs are left out. */
    Map<String, ProductFact> of(Collection<String> skus);

    /**
     * Stores the state of a product as of its event number {@code sequence}. Stale events change nothing, and neither
     * does an event of a product that no longer owns the SKU. SKUs that the product no longer has are no longer for
     * sale.
     */
    void store(String productId, long sequence, List<ProductFact> variants);
}
