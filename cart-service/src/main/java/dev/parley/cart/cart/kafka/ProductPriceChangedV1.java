package dev.parley.cart.cart.kafka;

import dev.parley.platform.events.EventType;
import java.util.List;
import org.jspecify.annotations.Nullable;

@EventType("dev.parley.product.price-changed.v1")
record ProductPriceChangedV1(
        String productId,
        String name,
        String marketplace,
        String status,
        @Nullable String externalUrl,
        @Nullable String image,
        List<Variant> variants)
        implements ProductRecord {}
