package dev.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A document store that loses nothing in a crash, started by the script in {@code PARLEY_ENGINE_UP}. */
final class DurableEngine {

    private DurableEngine() {}

    /**
     * Starts it, unless it runs already, and returns its URI, which is the last line that the script prints.
     *
     * @throws UserError when no script is configured, or it fails
     */
    static String start(Settings settings) {
        String script = settings.value("PARLEY_ENGINE_UP")
                .orElseThrow(() ->
                        new UserError("--durable needs a durable document store: set PARLEY_ENGINE_UP to the script "
                                + "that starts one and prints its URI as the last line."));
        try {
            Process process = new ProcessBuilder(script, "--durable")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new UserError(script + " --durable failed:\n" + output);
            }
            return output.lines()
                    .reduce((first, second) -> second)
                    .orElseThrow(() -> new UserError(script + " --durable printed no URI."));
        } catch (IOException e) {
            throw new UncheckedIOException(script + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
