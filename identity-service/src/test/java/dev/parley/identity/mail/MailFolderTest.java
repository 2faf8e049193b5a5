package dev.parley.identity.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.UserId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailFolderTest {

    private static final MailTexts.Text TEXT = new MailTexts.Text("¡Hola!", "Mañana\n", "<p>Mañana</p>");
    private static final MailMessages MESSAGES = new MailMessages("Parley <no-reply@parley.example>");

    @TempDir
    Path parent;

    @Test
    void storesEachMailInAFileReadableByItsOwnerOnly() throws IOException {
        Path folder = parent.resolve("state/mail");
        MailFolder mails = new MailFolder(folder, MESSAGES);

        mails.send(mail("b", "2026-01-15T10:30:00Z"), new Email("ann@example.com"), TEXT);
        mails.send(mail("a", "2026-01-15T10:30:01.5Z"), new Email("bob@example.com"), TEXT);
        mails.send(mail("b", "2026-01-15T10:30:00Z"), new Email("ann@example.com"), TEXT);

        List<Path> files = files(folder);
        assertEquals(
                List.of("20260115T103000000Z-b.eml", "20260115T103001500Z-a.eml"),
                files.stream().map(file -> file.getFileName().toString()).toList());
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(files.getFirst())));
        String first = Files.readString(files.getFirst());
        assertTrue(first.contains("From: Parley <no-reply@parley.example>\n"), first);
        assertTrue(first.contains("To: ann@example.com\n"), first);
        assertTrue(first.contains("Message-ID: <b@parley.example>\n"), first);
        assertTrue(first.contains("Auto-Submitted: auto-generated\n"), first);
        assertTrue(first.contains("multipart/alternative"), first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@example.com\r\nBcc: bob@example.com",
                "ann@example.com\nBcc: bob@example.com",
                "ann@example.com,bob@example.com",
                "ann@example.com, bob@example.com",
                "ann@example.com> SIZE=1",
                "<ann@example.com>",
                "ann@example.com (Bob)",
                "\"a b\"@example.com",
                "ann@example.com\u0000",
                "nobody",
            })
    void refusesInvalidRecipients(String address) throws IOException {
        MailFolder mails = new MailFolder(parent, MESSAGES);

        assertThrows(MailNotSent.class, () -> mails.send(mail("a", "2026-01-15T10:30:00Z"), new Email(address), TEXT));

        assertEquals(List.of(), files(parent));
    }

    @Test
    void theSenderIsOneAddress() {
        assertThrows(IllegalArgumentException.class, () -> new MailMessages("Parley"));
        assertFalse(MESSAGES.encoded(mail("a", "2026-01-15T10:30:00Z"), new Email("a@b.c"), TEXT)
                .isEmpty());
    }

    private static Mail mail(String id, String at) {
        return new Mail(
                id,
                MailKind.PASSWORD_RESET,
                new Mail.Recipient.Account(new UserId("ann")),
                new byte[32],
                Instant.parse(at),
                Instant.parse(at));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
