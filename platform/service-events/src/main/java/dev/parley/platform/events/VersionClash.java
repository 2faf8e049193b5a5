package dev.parley.platform.events;

/**
 * The document was changed by another writer since it was read. {@link OptimisticRetry#run} loads it again and retries.
 */
public final class VersionClash extends RuntimeException {
    public VersionClash() {
        super("Changed since it was read", null, false, false);
    }
}
