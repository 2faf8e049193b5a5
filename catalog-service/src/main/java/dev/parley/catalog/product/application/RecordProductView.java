package dev.parley.catalog.product.application;

import dev.parley.catalog.ProductId;
import dev.parley.platform.security.Caller;
import java.util.Optional;
import java.util.OptionalInt;

/** Reports that a product was viewed. */
public interface RecordProductView {

    /** Never throws and never blocks; views by services are not reported. */
    void handle(ProductId productId, Caller caller, Origin origin);

    /**
     * What led to a view.
     *
     * @param sessionId the client's session
     * @param searchId the search whose result was chosen
     * @param position the position of that result, from 1
     */
    record Origin(Optional<String> sessionId, Optional<String> searchId, OptionalInt position) {}
}
