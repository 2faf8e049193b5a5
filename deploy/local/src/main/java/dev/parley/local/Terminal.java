package dev.parley.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** The output for the user of the command line. */
final class Terminal {

    private final PrintStream out;
    private final long started = System.nanoTime();

    Terminal(PrintStream out) {
        this.out = out;
    }

    void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Prints a line, preceded by the seconds since the start. */
    void progress(String line) {
        say(String.format(Locale.ROOT, "[%5.1f s] %s", seconds(Duration.ofNanos(System.nanoTime() - started)), line));
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
