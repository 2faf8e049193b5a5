package dev.parley.identity.password.application;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Records the requested pauses instead of sleeping. */
public class RecordedSignInDelay extends SignInDelay {

    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());

    public RecordedSignInDelay() {
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
