package dev.parley.local;

import dev.parley.platform.edge.testing.FramingCases;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A service that responds to each request with its id, and records every malformed or smuggled one. It is strict: lines
 * end with CRLF, a length is stated once.
 */
final class StrictUpstream implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    private final List<String> faults = new CopyOnWriteArrayList<>();

    StrictUpstream() throws IOException {
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    Thread.ofVirtual().start(() -> serve(socket));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    int port() {
        return server.getLocalPort();
    }

    boolean isClean() {
        return faults.isEmpty();
    }

    String seen() {
        return faults.toString();
    }

    private void serve(Socket socket) {
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream())) {
            for (String request = line(in); !request.isEmpty(); request = line(in)) {
                answer(socket, in, request);
            }
        } catch (EOFException wholeRequestsOnly) {
            // the gateway has closed the connection
        } catch (IOException | RuntimeException e) {
            faults.add(e.toString());
        }
    }

    private void answer(Socket socket, InputStream in, String request) throws IOException {
        if (!request.matches("[A-Z]+ /v1/orders\\S* HTTP/1\\.1") || request.contains(FramingCases.SMUGGLED)) {
            faults.add("request line: " + request);
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (headers.put(
                            line.substring(0, colon).toLowerCase(Locale.ROOT),
                            line.substring(colon + 1).strip())
                    != null) {
                faults.add("twice: " + line);
            }
        }
        boolean chunked = headers.containsKey("transfer-encoding");
        if (chunked
                && (headers.containsKey("content-length")
                        || !headers.get("transfer-encoding").equals("chunked"))) {
            faults.add("lengths: " + headers);
        }
        readBody(in, chunked, headers.getOrDefault("content-length", "0"));
        socket.getOutputStream()
                .write(("HTTP/1.1 200 OK\r\nX-Request-Id: " + headers.get("x-request-id")
                                + "\r\nContent-Length: 2\r\n\r\nok")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static void readBody(InputStream in, boolean chunked, String length) throws IOException {
        if (!chunked) {
            in.skipNBytes(Integer.parseInt(length));
            return;
        }
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            in.skipNBytes(size);
            line(in);
        }
        line(in);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); ; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (c == '\r') {
                if (in.read() != '\n') {
                    throw new IOException("CR without LF after " + line);
                }
                return line.toString();
            }
            line.append((char) c);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
