package dev.parley.local;

import java.util.LinkedHashMap;
import java.util.Map;

/** Processes of an earlier launcher that could not stop them, because it was killed itself. */
final class LeftOvers {

    private final Settings settings;
    private final Programs programs;
    private final Terminal terminal;

    LeftOvers(Settings settings, Programs programs, Terminal terminal) {
        this.settings = settings;
        this.programs = programs;
        this.terminal = terminal;
    }

    /** @throws UserError when they are not left over: their launcher runs */
    void refuseWhileRunning() {
        programs.pidFile(Launcher.NAME)
                .process()
                .filter(launcher -> launcher.pid() != ProcessHandle.current().pid())
                .ifPresent(launcher -> {
                    throw new UserError("Parley runs already in " + settings.state() + " (launcher " + launcher.pid()
                            + "): see ./parley status, or stop it with ./parley down.");
                });
    }

    /**
     * Stops them, saying which.
     *
     * @throws UserError when they are not left over: their launcher runs
     */
    void stopAll() {
        refuseWhileRunning();
        Map<String, ProcessHandle> found = new LinkedHashMap<>();
        for (String name : Programs.names()) {
            programs.pidFile(name).process().ifPresent(process -> found.put(name, process));
        }
        found.forEach((name, process) -> {
            terminal.progress("Left over from a launcher that was killed: " + name + " (process " + process.pid()
                    + "); stopping it");
            process.destroy();
        });
        found.forEach((name, process) -> {
            Processes.stop(process, Launcher.GRACE);
            programs.pidFile(name).delete();
        });
    }
}
