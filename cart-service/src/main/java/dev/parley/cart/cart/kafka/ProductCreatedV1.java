package dev.parley.cart.cart.kafka;

import dev.parley.platform.events.EventType;
import java.util.List;
import org.jspecify.annotations.Nullable;

@EventType("dev.parley.product.created.v1")
record ProductCreatedV1(
        String productId,
        String name,
        String marketplace,
        String status,
        @Nullable String externalUrl,
        @Nullable String image,
        List<Variant> variants)
        implements ProductRecord {}
