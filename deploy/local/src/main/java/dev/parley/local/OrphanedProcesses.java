package dev.parley.local;

import java.util.LinkedHashMap;
import java.util.Map;

/** Orphaned processes of an earlier launcher that was killed before it could stop them. */
final class OrphanedProcesses {

    private final Settings settings;
    private final Programs programs;
    private final Terminal terminal;

    OrphanedProcesses(Settings settings, Programs programs, Terminal terminal) {
        this.settings = settings;
        this.programs = programs;
        this.terminal = terminal;
    }

    /** @throws UserError when they are not orphaned: their launcher is running */
    void refuseWhileRunning() {
        programs.pidFile(Launcher.NAME)
                .process()
                .filter(launcher -> launcher.pid() != ProcessHandle.current().pid())
                .ifPresent(launcher -> {
                    throw new UserError("Parley is running already in " + settings.state() + " (launcher "
                            + launcher.pid() + "): see ./parley status, or stop it with ./parley down.");
                });
    }

    /**
     * Stops them and reports each.
     *
     * @throws UserError when they are not orphaned: their launcher is running
     */
    void stopAll() {
        refuseWhileRunning();
        Map<String, ProcessHandle> found = new LinkedHashMap<>();
        for (String name : Programs.names()) {
            programs.pidFile(name).process().ifPresent(process -> found.put(name, process));
        }
        found.forEach((name, process) -> {
            terminal.progress("Orphaned by a launcher that was killed: " + name + " (process " + process.pid()
                    + "); stopping it");
            process.destroy();
        });
        found.forEach((name, process) -> {
            Processes.stop(process, Launcher.GRACE);
            programs.pidFile(name).delete();
        });
    }
}
