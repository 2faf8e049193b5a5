package dev.parley.order.order.upstream;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.platform.upstream.ServiceTokenFilter;
import dev.parley.platform.upstream.UpstreamProblems;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Client of cart-service's internal API. */
@Path("/internal/carts")
@RegisterRestClient(configKey = "cart")
@RegisterProvider(ServiceTokenFilter.class)
@RegisterProvider(UpstreamProblems.class)
interface CartClient {

    @POST
    @Path("/freeze")
    FrozenCartAnswer freeze(FreezeRequest request);

    /** The buyer whose cart is frozen, and the order. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FreezeRequest(
            String orderId, String userId, @Nullable Money expectedTotal) {}

    /** The frozen cart. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record FrozenCartAnswer(String cartId, List<Line> items, Prices pricing) {}

    /** A line of the cart. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Line(
            String sku,
            String productId,
            String name,
            int quantity,
            Money unitPrice,
            @Nullable String image) {}

    /** The prices of the cart. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Prices(Money subtotal, Money discount, Money shipping, Money tax, Money total) {}
}
