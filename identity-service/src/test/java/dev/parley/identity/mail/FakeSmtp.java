package dev.parley.identity.mail;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A mail server that accepts every mail at the second attempt: the first one is a transient failure. */
public final class FakeSmtp implements QuarkusTestResourceLifecycleManager {

    private static final Path FOLDER = Path.of("target", "smtp").toAbsolutePath();

    private final ServerSocket server;
    private volatile boolean refusing = true;

    public FakeSmtp() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** Every mail with this line: the envelope's lines first, then the mail as received. */
    static List<String> with(String line) {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .map(FakeSmtp::read)
                    .filter(mail -> mail.lines().anyMatch(line::equals))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            Files.createDirectories(FOLDER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("fake-smtp").start(this::serve);
        return Map.of(
                "PARLEY_MAIL_HOST", server.getInetAddress().getHostAddress(),
                "PARLEY_MAIL_PORT", Integer.toString(server.getLocalPort()),
                "PARLEY_MAIL_START_TLS", "DISABLED",
                "PARLEY_MAIL_FROM", "Parley <no-reply@parley.example>",
                "PARLEY_MAIL_LINKS", "https://shop.example");
    }

    @Override
    public void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> talk(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket client) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter out = new PrintWriter(client.getOutputStream(), true, StandardCharsets.UTF_8)) {
            say(out, "220 fake");
            StringBuilder mail = new StringBuilder();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equalsIgnoreCase("DATA")) {
                    say(out, "354 go on");
                    keep(in, mail);
                    say(out, "250 taken");
                } else if (line.equalsIgnoreCase("QUIT")) {
                    say(out, "221 bye");
                    return; // the server closes (RFC 5321, 4.1.1.10): a client may wait for that before it reuses a
                    // place
                } else {
                    say(out, answer(line, mail));
                }
            }
        } catch (IOException gone) {
            // the client's business
        }
    }

    private String answer(String line, StringBuilder mail) {
        String command = line.toUpperCase(Locale.ROOT);
        if (command.startsWith("RCPT") && refusing) {
            refusing = false;
            return "451 later: " + line;
        }
        if (command.startsWith("MAIL") || command.startsWith("RSET")) {
            mail.setLength(0);
        }
        if (command.startsWith("MAIL") || command.startsWith("RCPT")) {
            mail.append(line).append('\n');
        }
        return "250 ok";
    }

    private static void keep(BufferedReader in, StringBuilder mail) throws IOException {
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.append(line).append('\n');
        }
        Path unfinished = FOLDER.resolve("." + UUID.randomUUID());
        Files.writeString(unfinished, mail);
        Files.move(unfinished, FOLDER.resolve(UUID.randomUUID() + ".eml"));
    }

    private static void say(PrintWriter out, String line) {
        out.print(line + "\r\n");
        out.flush();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
