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
 * The due documents of a backlog, a part at a time. Several instances find the same ones, and a claimed part is no
 * longer due for the others: after a collision, each begins at another position.
 */
final class OutboxSweep {

    private static final int PARTS = 10;
    private static final int WINDOWS = 4;

    private final OutboxClaims claims;
    private final int partSize;

    /** Found documents that are still to be relayed. */
    private final Deque<List<Object>> due = new ArrayDeque<>();

    /** The number of positions in the backlog at which this instance may begin. */
    private int windows = 1;

    private boolean more;

    OutboxSweep(OutboxClaims claims, int partSize) {
        this.claims = claims;
        this.partSize = partSize;
    }

    /** @param pending whether the backlog is not empty, due or not */
    void begin(boolean pending) {
        more = pending;
    }

    /** The ids of the next part; none when nothing more is due. */
    List<Object> next() {
        while (due.isEmpty() && more) { // a position behind the end of the backlog has none
            more = find();
        }
        return due.isEmpty() ? List.of() : due.removeFirst();
    }

    /** Claims those of a part that are still due. */
    Claimed claim(Collection<?> ids) {
        Claimed claimed = claims.due(ids);
        if (claimed.documents().size() < ids.size()) {
            windows = WINDOWS; // another instance has claimed the others
        }
        return claimed;
    }

    /** Leaves the found documents to a later sweep. */
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
