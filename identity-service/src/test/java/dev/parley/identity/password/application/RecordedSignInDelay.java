package dev.parley.identity.password.application;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Waits for nothing, and knows which pauses were asked for. */
public class RecordedSlowDown extends SlowDown {

    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());

    public RecordedSlowDown() {
        super(Duration.ofSeconds(1));
    }

    @Override
    public void handle(int row, int everywhere) {
        pauses.add(pause(row, everywhere));
    }

    /** In seconds, in order. */
    public List<Long> seconds() {
        return pauses.stream().map(Duration::toSeconds).toList();
    }
}
