package dev.parley.platform.testing;

/**
 * JUnit tags: what CI runs a second time, on a real database server, and what the fast lane leaves out. The fast lane
 * leaves out all of these, and every {@code @QuarkusTest}.
 */
public final class Tags {

    /** Repositories and conditional writes, with concurrent writers. */
    public static final String STORAGE = "storage";

    /** Something is killed or cut off in the middle. */
    public static final String FAULT = "fault";

    /** The packaged services behind the gateway. */
    public static final String E2E = "e2e";

    /** Takes seconds: starts an engine, a server or a process, or reads all classes. */
    public static final String SLOW = "slow";

    private Tags() {}
}
