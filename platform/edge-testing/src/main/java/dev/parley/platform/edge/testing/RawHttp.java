package dev.parley.platform.edge.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * HTTP/1.1 byte by byte: sends what a client library would not, and reads responses until the server closes the
 * connection.
 */
public final class RawHttp {

    private static final int TIMEOUT_MILLIS = 20_000;

    private RawHttp() {}

    /** One response; interim ones (1xx) are skipped. */
    public record Answer(int status, Map<String, String> headers, String body) {

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** Sends {@code request} on a connection of its own and reads until the server closes it. */
    public static List<Answer> send(int port, String request) throws IOException {
        return answers(exchange(port, request));
    }

    /** As {@link #send}, but returns the unparsed response. */
    public static String exchange(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            } catch (SocketException closedBeforeAllWasSent) {
                // the response can still be read
            }
            return readAll(socket.getInputStream());
        }
    }

    private static String readAll(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] some = new byte[8192];
        try {
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                all.write(some, 0, count);
            }
        } catch (SocketException reset) {
            // closed as well
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    static List<Answer> answers(String bytes) {
        List<Answer> answers = new ArrayList<>();
        int at = 0;
        while (at < bytes.length()) {
            int end = bytes.indexOf("\r\n\r\n", at);
            if (!bytes.startsWith("HTTP/1.", at) || end < 0) {
                throw new AssertionError("no answer: " + bytes.substring(at));
            }
            String[] lines = bytes.substring(at, end).split("\r\n");
            int status = Integer.parseInt(lines[0].substring(9, 12));
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (int i = 1; i < lines.length; i++) {
                int colon = lines[i].indexOf(':');
                headers.put(
                        lines[i].substring(0, colon),
                        lines[i].substring(colon + 1).strip());
            }
            at = end + 4;
            if (status < 200) {
                continue;
            }
            StringBuilder body = new StringBuilder();
            at = body(bytes, at, status, headers, body);
            answers.add(new Answer(status, headers, body.toString()));
        }
        return answers;
    }

    private static int body(String bytes, int at, int status, Map<String, String> headers, StringBuilder body) {
        if (status == 204 || status == 304) {
            return at;
        }
        String length = headers.get("Content-Length");
        if (length != null) {
            int end = at + Integer.parseInt(length);
            body.append(bytes, at, end);
            return end;
        }
        if (!headers.getOrDefault("Transfer-Encoding", "")
                .toLowerCase(Locale.ROOT)
                .equals("chunked")) {
            body.append(bytes, at, bytes.length());
            return bytes.length();
        }
        int next = at;
        while (true) {
            int line = bytes.indexOf("\r\n", next);
            int size = Integer.parseInt(bytes.substring(next, line), 16);
            body.append(bytes, line + 2, line + 2 + size);
            next = line + 2 + size + 2;
            if (size == 0) {
                return next;
            }
        }
    }
}
