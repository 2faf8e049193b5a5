package dev.parley.platform.testing;

/** JUnit tags by which CI picks what runs a second time, on a real database server. */
public final class Tags {

    /** Repositories and conditional writes, with concurrent writers. */
    public static final String STORAGE = "storage";

    /** Something is killed or cut off in the middle. */
    public static final String FAULT = "fault";

    /** The packaged services behind the gateway. */
    public static final String E2E = "e2e";

    private Tags() {}
}
