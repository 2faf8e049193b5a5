package dev.parley.platform.events;

/**
 * The order of shutdown, after the running requests have finished: recurring jobs and other loops without a priority of
 * their own, the outboxes that send what was written, the leases that are no longer used, the producer. The container
 * closes the channels after that; events that a consumer still writes are sent by the sweep of another instance.
 */
final class StopOrder {

    /** Retries of consumers, because stopping a consumer waits for its thread. */
    static final int RETRIES = 1;

    static final int OUTBOXES = Integer.MAX_VALUE - 2;

    static final int LEASES = Integer.MAX_VALUE - 1;
    static final int PRODUCER = Integer.MAX_VALUE;

    private StopOrder() {}
}
