package dev.parley.platform.events;

import dev.parley.platform.events.OutboxClaims.Claimed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What is due in a backlog, a part at a time. Several instances find the same, and a part that one has taken is no
 * longer due for the others: once they have met, each begins somewhere else.
 */
final class OutboxSweep {

    private static final int PARTS = 10;
    private static final int WINDOWS = 4;

    private final OutboxClaims claims;
    private final int partSize;

    /** What was found and is still to be relayed. */
    private final Deque<List<Object>> due = new ArrayDeque<>();

    /** In how many places of the backlog this instance may begin. */
    private int windows = 1;

    private boolean more;

    OutboxSweep(OutboxClaims claims, int partSize) {
        this.claims = claims;
        this.partSize = partSize;
    }

    /** @param pending whether anything waits, due or not */
    void begin(boolean pending) {
        more = pending;
    }

    /** The ids of the next part; none when nothing more is due. */
    List<Object> next() {
        while (due.isEmpty() && more) { // a place behind the end of the backlog has nothing
            more = find();
        }
        return due.isEmpty() ? List.of() : due.removeFirst();
    }

    /** Claims those of a part that are still due. */
    Claimed claim(Collection<?> ids) {
        Claimed claimed = claims.due(ids);
        if (claimed.documents().size() < ids.size()) {
            windows = WINDOWS; // another instance has taken the others
        }
        return claimed;
    }

    /** Leaves what was found to a later sweep. */
    void abandon() {
        due.clear();
    }

    private boolean find() {
        int most = PARTS * partSize;
        int skip = ThreadLocalRandom.current().nextInt(windows) * most;
        List<Object> ids = claims.due(skip, most);
        if (ids.size() < most) {
            windows = 1;
        }
        List<List<Object>> parts = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += partSize) {
            parts.add(ids.subList(from, Math.min(from + partSize, ids.size())));
        }
        Collections.shuffle(parts);
        due.addAll(parts);
        return skip > 0 || ids.size() == most;
    }
}
