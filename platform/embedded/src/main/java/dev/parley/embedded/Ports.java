package dev.parley.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of the loopback interface. */
public final class Ports {

    /**
     * Below the range of ephemeral ports, because an outgoing connection could take such a port while its server
     * restarts.
     */
    private static final int FIRST = 10_000;

    private static final int END = 32_768;

    /** A system property, because a process may load this class with several class loaders. */
    private static final String NEXT = "parley.ports.next";

    private Ports() {}

    /**
     * A port that is free now and was not given to this process before. Processes begin at random, so that two of them
     * rarely get the same one.
     */
    public static int free() {
        synchronized (System.class) {
            int port = Integer.getInteger(NEXT, ThreadLocalRandom.current().nextInt(FIRST, END));
            for (int tried = FIRST; tried < END; tried++) {
                int next = port + 1 < END ? port + 1 : FIRST;
                if (isFree(port)) {
                    System.setProperty(NEXT, Integer.toString(next));
                    return port;
                }
                port = next;
            }
            throw new IllegalStateException("No free port on the loopback interface");
        }
    }

    /** Whether a server could listen on {@code port} now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // a connection of an earlier run in TIME_WAIT does not make the port taken
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** {@code port}, or a free one when it is 0. */
    static int orFree(int port) {
        return port == 0 ? free() : port;
    }
}
