package dev.parley.order.order.kafka;

import dev.parley.platform.events.EventType;
import java.time.Instant;
import org.joda.money.Money;

@EventType("dev.parley.payment.failed.v1")
record PaymentFailedV1(
        String orderId, String paymentId, String provider, Money amount, String reason, Instant failedAt) {}
