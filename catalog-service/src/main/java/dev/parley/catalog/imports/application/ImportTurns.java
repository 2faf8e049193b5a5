package dev.parley.catalog.imports.application;

import dev.parley.catalog.imports.domain.Import;
import dev.parley.catalog.imports.domain.ImportId;
import dev.parley.catalog.imports.domain.Imports;
import dev.parley.platform.events.Leases;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one import of a marketplace run at a time, on any instance, in the order of their reception: the facts of an
 * older feed never follow those of a newer one. An import whose process has died is resumed before.
 */
@ApplicationScoped
public class ImportTurns {

    /** Longer than the pauses between two renewals: reading the plan, creating categories, the wait for the index. */
    private static final Duration LEASE = Import.STALE_AFTER;

    private final Imports imports;
    private final Leases leases;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Map<String, ImportId> running = new HashMap<>();

    public ImportTurns(Imports imports, Leases leases) {
        this.imports = imports;
        this.leases = leases;
    }

    /** Begins the turn of an import; false when it is not its turn yet, after a wait of at most {@code most}. */
    boolean begin(Import waiting, Duration most) throws InterruptedException {
        String marketplace = waiting.options().marketplace();
        lock.lockInterruptibly();
        try {
            if (!running.containsKey(marketplace)
                    && imports.isNext(waiting)
                    && leases.take(lease(marketplace), LEASE)) {
                running.put(marketplace, waiting.id());
                return true;
            }
            ended.await(most.toMillis(), TimeUnit.MILLISECONDS);
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Keeps the turn; false when another instance has taken it, because this one did not renew it in time. */
    boolean renew(Import running) {
        return leases.take(lease(running.options().marketplace()), LEASE);
    }

    /** Ends the turn of an import, if it has one. */
    void end(Import done) {
        String marketplace = done.options().marketplace();
        lock.lock();
        try {
            if (running.remove(marketplace, done.id())) {
                leases.release(lease(marketplace));
                ended.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private static String lease(String marketplace) {
        return "import:" + marketplace;
    }
}
