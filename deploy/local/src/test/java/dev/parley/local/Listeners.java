package dev.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The processes of this machine by the TCP ports they listen on, from {@code /proc} of Linux. */
final class Listeners {

    private static final String LISTENING = "0A";
    private static final String ESTABLISHED = "01";

    /** A line of {@code /proc/net/tcp}. */
    private record Socket(int localPort, int remotePort, String state, String inode) {

        static Socket of(String line) {
            String[] fields = line.strip().split("\\s+");
            return new Socket(port(fields[1]), port(fields[2]), fields[3], fields[9]);
        }

        private static int port(String address) {
            return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
        }
    }

    private Listeners() {}

    /**
     * The processes that listen on {@code port}, with their descendants, and in turn those that they are connected to:
     * a server, and the server of its data. Excludes this process and its descendants.
     */
    static Set<ProcessHandle> behind(int port) {
        List<Socket> sockets = sockets();
        Set<ProcessHandle> found = new LinkedHashSet<>();
        Set<Integer> seen = new HashSet<>();
        follow(port, sockets, seen, found);
        found.remove(ProcessHandle.current());
        ProcessHandle.current().descendants().forEach(found::remove);
        return found;
    }

    private static void follow(int port, List<Socket> sockets, Set<Integer> seen, Set<ProcessHandle> found) {
        if (!seen.add(port)) {
            return;
        }
        Set<String> listening = new HashSet<>();
        sockets.stream()
                .filter(socket -> socket.localPort() == port && socket.state().equals(LISTENING))
                .forEach(socket -> listening.add(socket.inode()));
        ProcessHandle.allProcesses()
                .filter(process -> holdsOneOf(process, listening))
                .forEach(server -> {
                    Stream.concat(Stream.of(server), server.descendants()).forEach(found::add);
                    sockets.stream()
                            .filter(socket ->
                                    socket.state().equals(ESTABLISHED) && holdsOneOf(server, Set.of(socket.inode())))
                            .forEach(socket -> follow(socket.remotePort(), sockets, seen, found));
                });
    }

    private static List<Socket> sockets() {
        return Stream.of("tcp", "tcp6")
                .flatMap(table -> {
                    try {
                        return Files.readAllLines(Path.of("/proc/net", table)).stream()
                                .skip(1);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .map(Socket::of)
                .toList();
    }

    private static boolean holdsOneOf(ProcessHandle process, Set<String> inodes) {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return files.anyMatch(file -> {
                try {
                    String target = Files.readSymbolicLink(file).toString();
                    return target.startsWith("socket:[")
                            && inodes.contains(target.substring("socket:[".length(), target.length() - 1));
                } catch (IOException closedMeanwhile) {
                    return false;
                }
            });
        } catch (IOException endedMeanwhileOrNotOurs) {
            return false;
        }
    }
}
