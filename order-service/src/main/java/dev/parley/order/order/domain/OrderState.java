package dev.parley.order.order.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as it is kept.
 *
 * @param reservationSequence the newest event of its reservation that took effect here; 0 for none
 * @param dueAt when a pending order is given up; only while it is pending
 * @param confirmedAt when it was sold, also if it was cancelled later
 * @param unsettledSince since when it has ended without its payment having been ended; only until that is done
 * @param version 0 before it is first stored
 */
public record OrderState(
        OrderId id,
        OrderNumber number,
        BuyerId buyer,
        String cartId,
        OrderStatus status,
        List<OrderLine> lines,
        Pricing pricing,
        Address shippingAddress,
        Address billingAddress,
        OrderPayment payment,
        List<TimelineEntry> timeline,
        @Nullable Rejection rejection,
        long reservationSequence,
        Instant placedAt,
        Instant updatedAt,
        @Nullable Instant dueAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant unsettledSince,
        long version) {

    public OrderState {
        lines = List.copyOf(lines);
        timeline = List.copyOf(timeline);
    }
}
