package dev.parley.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The mails this service has sent: files in a folder. */
public final class Mailbox {

    /** One folder for all tests of the module, in every class loader. */
    public static final Path FOLDER = Path.of("target", "mail").toAbsolutePath();

    private static final Pattern TOKEN = Pattern.compile("#token=([\\w-]+)");

    private static final Map<Path, String> READ = new ConcurrentHashMap<>();

    private Mailbox() {}

    /** Every mail to this address, oldest first, as it was sent. */
    public static List<String> to(String email) {
        if (!Files.isDirectory(FOLDER)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .map(Mailbox::read)
                    .filter(mail -> mail.lines().anyMatch(("To: " + email)::equals))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The secret in a mail's link. */
    public static String token(String mail) {
        // quoted-printable: long lines are broken, and an equals sign is =3D
        Matcher token = TOKEN.matcher(mail.replaceAll("=\\r?\\n", "").replace("=3D", "="));
        if (!token.find()) {
            throw new AssertionError("no link in the mail");
        }
        return token.group(1);
    }

    private static String read(Path file) {
        return READ.computeIfAbsent(file, unread -> {
            try {
                return Files.readString(unread);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
