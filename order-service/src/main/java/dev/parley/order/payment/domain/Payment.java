package dev.parley.order.payment.domain;

import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The one payment for one thing.
 *
 * @param reference what it pays for: an order id. There is at most one payment per reference, which is what keeps money
 *     from being taken twice
 * @param amount what was asked for
 * @param reason why it was declined; null otherwise
 * @param attemptedAt when the provider was first asked; null when it never was
 * @param decidedAt when the decision of the provider was kept, or the payment ended without one; null while the
 *     provider's decision is unknown
 */
public record Payment(
        String reference,
        String id,
        String provider,
        Money amount,
        Status status,
        @Nullable String reason,
        @Nullable Instant attemptedAt,
        @Nullable Instant decidedAt) {

    /** What became of it. Only an authorized payment holds money; a pending one may. */
    public enum Status {
        /** The provider is being asked, or was by a process that died. */
        PENDING,
        AUTHORIZED,
        DECLINED,
        /** Given back before the sale, or closed before anybody tried: no later try can take money. */
        VOIDED,
        /** Given back after the sale. */
        REFUNDED
    }

    /** A payment for which the provider is asked now. */
    public static Payment attempt(String reference, String id, String provider, Money amount, Instant now) {
        return new Payment(reference, id, provider, amount, Status.PENDING, null, now, null);
    }

    /** @param declined why; empty when it is authorized */
    public Payment decided(Optional<String> declined, Instant now) {
        return new Payment(
                reference,
                id,
                provider,
                amount,
                declined.isPresent() ? Status.DECLINED : Status.AUTHORIZED,
                declined.orElse(null),
                attemptedAt,
                now);
    }

    public boolean hasEnded() {
        return status == Status.VOIDED || status == Status.REFUNDED;
    }

    /** Whether the provider may hold, or have held, something for it. */
    public boolean wasAttempted() {
        return attemptedAt != null;
    }

    /** Whether the provider was asked after this moment without its decision being kept. */
    public boolean mayBeUnderWay(Instant since) {
        return attemptedAt != null && decidedAt == null && attemptedAt.isAfter(since);
    }
}
