package dev.parley.order.payment.domain;

import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** The one payment for a reference. Its status decides each write of {@link Payments}, so it needs no version. */
public final class Payment {

    private final PaymentReference reference;
    private final PaymentId id;
    private final String provider;
    private final Money amount;
    private final @Nullable Instant attemptedAt;
    private Status status;
    private @Nullable String reason;
    private @Nullable Instant decidedAt;

    /** Only an authorized payment holds money; a pending one may do so. */
    public enum Status {
        /** The call to the provider is in progress, or its process crashed. */
        PENDING,
        AUTHORIZED,
        DECLINED,
        /** Voided before confirmation, or ended before the first attempt: no later attempt can be authorized. */
        VOIDED,
        /** Refunded after confirmation. */
        REFUNDED
    }

    /**
     * A payment as it is stored.
     *
     * @param provider the name of the provider that holds the money
     * @param amount the requested amount
     * @param reason the reason when it was declined; null otherwise
     * @param attemptedAt when the provider was last called; null when it never was
     * @param decidedAt when the decision of the provider was stored, or the payment ended without one; null while the
     *     provider's decision is unknown
     */
    public record State(
            PaymentReference reference,
            PaymentId id,
            String provider,
            Money amount,
            Status status,
            @Nullable String reason,
            @Nullable Instant attemptedAt,
            @Nullable Instant decidedAt) {}

    private Payment(State state) {
        reference = state.reference();
        id = state.id();
        provider = state.provider();
        amount = state.amount();
        status = state.status();
        reason = state.reason();
        attemptedAt = state.attemptedAt();
        decidedAt = state.decidedAt();
    }

    /** A payment whose authorization begins now. */
    public static Payment attempt(PaymentReference reference, String provider, Money amount, Instant now) {
        return new Payment(
                new State(reference, reference.paymentId(), provider, amount, Status.PENDING, null, now, null));
    }

    /**
     * A payment that has ended.
     *
     * @param sold whether the order was confirmed: then it is a refund, else a void
     */
    public static Payment ended(PaymentReference reference, String provider, Money amount, boolean sold, Instant now) {
        Status status = sold ? Status.REFUNDED : Status.VOIDED;
        return new Payment(new State(reference, reference.paymentId(), provider, amount, status, null, null, now));
    }

    /** The payment with this stored state. */
    public static Payment restore(State state) {
        return new Payment(state);
    }

    public State state() {
        return new State(reference, id, provider, amount, status, reason, attemptedAt, decidedAt);
    }

    /** @param declined the reason when the provider declines; empty when it authorizes */
    public void decide(Optional<String> declined, Instant now) {
        status = declined.isPresent() ? Status.DECLINED : Status.AUTHORIZED;
        reason = declined.orElse(null);
        decidedAt = now;
    }

    public PaymentReference reference() {
        return reference;
    }

    public PaymentId id() {
        return id;
    }

    public String provider() {
        return provider;
    }

    public Money amount() {
        return amount;
    }

    public Status status() {
        return status;
    }

    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    public boolean isPending() {
        return status == Status.PENDING;
    }

    public boolean hasEnded() {
        return status == Status.VOIDED || status == Status.REFUNDED;
    }

    /** Whether the provider may have authorized it. */
    public boolean wasAttempted() {
        return attemptedAt != null;
    }

    /** Whether the provider was called after this moment and its decision is not stored. */
    public boolean mayBeInProgress(Instant since) {
        return attemptedAt != null && decidedAt == null && attemptedAt.isAfter(since);
    }
}
