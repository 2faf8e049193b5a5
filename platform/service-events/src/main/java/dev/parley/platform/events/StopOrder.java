package dev.parley.platform.events;

/**
 * In which order things end, after the requests under way have finished: recurring jobs and other loops without a
 * priority of their own, the outboxes that send what was written, the leases that nothing runs under any more, the
 * producer. The container closes the channels after that; what a consumer still writes is sent by the sweep of another
 * instance.
 */
final class StopOrder {

    /** Retries of consumers, for whoever stops a consumer waits for its thread. */
    static final int RETRIES = 1;

    static final int OUTBOXES = Integer.MAX_VALUE - 2;

    static final int LEASES = Integer.MAX_VALUE - 1;
    static final int PRODUCER = Integer.MAX_VALUE;

    private StopOrder() {}
}
