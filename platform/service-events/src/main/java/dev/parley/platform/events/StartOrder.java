package dev.parley.platform.events;

/** The order of startup: the messaging channels start at 1000, the HTTP port opens last. */
public final class StartOrder {

    static final int MIGRATIONS = 100;
    /** Repositories with an outbox, so that their migrations are done before any consumer uses them. */
    public static final int OUTBOXES = 150;

    static final int CONSUMERS = 200;
    static final int JOBS = 300;

    private StartOrder() {}
}
