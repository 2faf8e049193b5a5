package dev.parley.cart.cart.kafka;

import dev.parley.platform.events.EventType;
import java.util.List;
import org.jspecify.annotations.Nullable;

@EventType("dev.parley.cart.converted.v1")
record CartConvertedV1(String cartId, @Nullable String userId, String orderId, List<WireLine> items) {}
