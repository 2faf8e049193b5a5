package dev.parley.platform.events;

/**
 * The document was changed by somebody else since it was read. {@link OptimisticRetry#run} loads again and tries once
 * more.
 */
public final class VersionClash extends RuntimeException {
    public VersionClash() {
        super("Changed since it was read", null, false, false);
    }
}
