package dev.parley.order.order.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.order.order.application.Carts;
import dev.parley.order.order.domain.BuyerId;
import dev.parley.order.order.domain.CartId;
import dev.parley.order.order.domain.OrderId;
import dev.parley.order.order.domain.OrderLine;
import dev.parley.order.order.domain.OrderProblem;
import dev.parley.order.order.domain.Pricing;
import dev.parley.platform.problem.Problems;
import dev.parley.platform.upstream.Upstream;
import dev.parley.platform.upstream.UpstreamRefused;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.joda.money.Money;

/** Calls cart-service over HTTP. */
@ApplicationScoped
class HttpCarts implements Carts {

    private final CartClient carts;
    private final ObjectMapper json;

    HttpCarts(@RestClient CartClient carts, ObjectMapper json) {
        this.carts = carts;
        this.json = json;
    }

    @Override
    public FrozenCart freeze(OrderId order, BuyerId buyer, Optional<Money> expectedTotal) {
        try {
            return read(Upstream.call(
                    "cart-service",
                    () -> carts.freeze(
                            new CartClient.FreezeRequest(order.value(), buyer.value(), expectedTotal.orElse(null)))));
        } catch (UpstreamRefused refused) {
            throw translate(refused);
        }
    }

    private static FrozenCart read(CartClient.FrozenCartAnswer cart) {
        CartClient.Prices prices = cart.pricing();
        return new FrozenCart(
                new CartId(cart.cartId()),
                cart.items().stream()
                        .map(line -> new OrderLine(
                                line.sku(),
                                line.productId(),
                                line.name(),
                                line.quantity(),
                                line.unitPrice(),
                                line.image()))
                        .toList(),
                new Pricing(prices.subtotal(), prices.discount(), prices.shipping(), prices.tax(), prices.total()));
    }

    /** Translates the problems that concern the buyer; any other is a defect. */
    private RuntimeException translate(UpstreamRefused refused) {
        JsonNode problem = refused.body();
        if (refused.is("cart-empty")) {
            return new OrderProblem.NothingToOrder();
        }
        if (refused.is("product-unavailable")) {
            List<String> skus = new ArrayList<>();
            problem.path("skus").forEach(sku -> skus.add(sku.asText()));
            return new OrderProblem.ProductUnavailable(skus);
        }
        if (refused.is("price-changed")) {
            return new OrderProblem.PriceChanged(money(problem, "expected"), money(problem, "current"));
        }
        if (refused.is("currency-mismatch")) {
            return new OrderProblem.CurrencyMismatch(
                    problem.path("expected").asText(), problem.path("actual").asText());
        }
        if (refused.is("cart-in-checkout")) {
            return new OrderProblem.CartInCheckout();
        }
        if (refused.is("version-conflict")) {
            return Problems.versionConflict();
        }
        return refused;
    }

    private Money money(JsonNode problem, String member) {
        return json.convertValue(problem.path(member), Money.class);
    }
}
