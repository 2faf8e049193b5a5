package dev.parley.order.payment.domain;

import java.time.Instant;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The one payment for one thing.
 *
 * @param reference what it pays for: an order id. There is at most one payment per reference, which is what keeps money from being taken twice
 * @param amount what was asked for
 * @param reason why it was declined; null otherwise
 */
public record Payment(
        String reference,
        String id,
        String provider,
        Money amount,
        Status status,
        @Nullable String reason,
        Instant decidedAt) {

    /** What became of it. Only an authorised payment holds money. */
    public enum Status {
        AUTHORIZED,
        DECLINED,
        /** Given back before the sale, or closed before anybody tried: no later try can take money. */
        VOIDED,
        /** Given back after the sale. */
        REFUNDED
    }
}
