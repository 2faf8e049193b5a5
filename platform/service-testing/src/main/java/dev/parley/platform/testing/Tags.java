package dev.parley.platform.testing;

/**
 * JUnit tags: CI runs these tests again on a real database server; the fast lane excludes all of them, and every
 * {@code @QuarkusTest}.
 */
public final class Tags {

    /** Repositories and conditional writes, with concurrent writers. */
    public static final String STORAGE = "storage";

    /** Interrupts an operation by killing a process or cutting a connection. */
    public static final String FAULT = "fault";

    /** The packaged services behind the gateway. */
    public static final String E2E = "e2e";

    /** Takes seconds: starts an engine, a server or a process, or reads all classes. */
    public static final String SLOW = "slow";

    private Tags() {}
}
