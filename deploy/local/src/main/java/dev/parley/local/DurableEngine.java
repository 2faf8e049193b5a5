package dev.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A document store that forgets nothing at a crash, started by the script that {@code PARLEY_ENGINE_UP} names. */
final class DurableEngine {

    private DurableEngine() {}

    /**
     * Starts it, or finds it running, and returns its URI, which is the last line the script prints.
     *
     * @throws UserError when no script is named, or it fails
     */
    static String start(Settings settings) {
        String script = settings.value("PARLEY_ENGINE_UP")
                .orElseThrow(
                        () -> new UserError("--durable needs a document store that keeps everything: name the script"
                                + " that starts one, and prints its URI as the last line, in PARLEY_ENGINE_UP."));
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
