package dev.parley.order.order.kafka;

import dev.parley.platform.events.EventType;
import java.time.Instant;
import org.joda.money.Money;

@EventType("dev.parley.payment.authorized.v1")
record PaymentAuthorizedV1(String orderId, String paymentId, String provider, Money amount, Instant authorizedAt) {}
