package dev.parley.local;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** {@code ./parley mail}: lists and shows the mails of the services, as long as no mail server is configured. */
final class Mailbox {

    private static final String HELP = """
            mail            list all mails, newest last: number, date, recipient, subject
            mail show N     show one of them""";

    private final Path folder;
    private final Terminal terminal;

    Mailbox(Settings settings, Terminal terminal) {
        this.folder = settings.mailFolder();
        this.terminal = terminal;
    }

    int run(List<String> arguments) {
        if (arguments.isEmpty()) {
            list();
        } else if (arguments.getFirst().equals("show") && arguments.size() == 2) {
            show(arguments.get(1));
        } else {
            throw new UserError(HELP);
        }
        return 0;
    }

    private void list() {
        List<Path> mails = mails();
        for (int number = 1; number <= mails.size(); number++) {
            MimeMessage mail = read(mails.get(number - 1));
            terminal.say(number + "  " + date(mail) + "  " + to(mail) + "  " + subject(mail));
        }
        terminal.say(mails.size() + " mails in " + folder);
    }

    private void show(String number) {
        List<Path> mails = mails();
        Path file = Optional.of(number)
                .filter(digits -> digits.matches("\\d{1,6}"))
                .map(Integer::parseInt)
                .filter(n -> n >= 1 && n <= mails.size())
                .map(n -> mails.get(n - 1))
                .orElseThrow(() -> new UserError("No mail " + number + ": there are " + mails.size() + "."));
        MimeMessage mail = read(file);
        terminal.say("Date: " + date(mail));
        terminal.say("To: " + to(mail));
        terminal.say("Subject: " + subject(mail));
        terminal.say("");
        terminal.say(visible(text(mail)).stripTrailing());
    }

    /** By file name, which begins with the time. */
    private List<Path> mails() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".eml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MimeMessage read(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            return new MimeMessage(Session.getInstance(new Properties()), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new UserError(file + " is not a mail: " + e.getMessage());
        }
    }

    private static String date(MimeMessage mail) {
        return read(() -> mail.getSentDate().toInstant(), Instant.EPOCH).toString();
    }

    private static String to(MimeMessage mail) {
        return visible(read(() -> mail.getHeader("To", ", "), "?"));
    }

    private static String subject(MimeMessage mail) {
        return visible(read(mail::getSubject, "?"));
    }

    private static String text(Part part) {
        return read(
                () -> switch (part.getContent()) {
                    case String text -> text;
                    case Multipart parts -> text(parts.getBodyPart(0));
                    default -> "?";
                },
                "?");
    }

    private interface Reading<T> {
        T get() throws MessagingException, IOException;
    }

    private static <T> T read(Reading<T> reading, T otherwise) {
        try {
            return Optional.ofNullable(reading.get()).orElse(otherwise);
        } catch (MessagingException | IOException e) {
            return otherwise;
        }
    }

    /** Without terminal control characters. */
    private static String visible(String text) {
        return text.replaceAll("[\\p{C}&&[^\\n]]", "");
    }
}
