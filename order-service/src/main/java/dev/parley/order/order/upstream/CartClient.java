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

/** The part of cart-service's internal API that orders need. */
@Path("/internal/carts")
@RegisterRestClient(configKey = "cart")
@RegisterProvider(ServiceTokenFilter.class)
@RegisterProvider(UpstreamProblems.class)
interface CartClient {

    @POST
    @Path("/freeze")
    FrozenCartAnswer freeze(FreezeRequest request);

    /** Whose cart for which order. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FreezeRequest(
            String orderId, String userId, @Nullable Money expectedTotal) {}

    /** What was frozen. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record FrozenCartAnswer(String cartId, List<Line> items, Prices pricing) {}

    /** One SKU. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Line(
            String sku,
            String productId,
            String name,
            int quantity,
            Money unitPrice,
            @Nullable String image) {}

    /** What it costs. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Prices(Money subtotal, Money discount, Money shipping, Money tax, Money total) {}
}
