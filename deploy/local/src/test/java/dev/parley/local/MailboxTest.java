package dev.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailboxTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private Mailbox mailbox;

    @BeforeEach
    void open() {
        mailbox = new Mailbox(
                Settings.of(folder, Map.of()), new Terminal(new PrintStream(said, true, StandardCharsets.UTF_8)));
    }

    @Test
    void isEmptyBeforeTheFirstMail() {
        mailbox.run(List.of());

        assertEquals("0 mails in " + folder.resolve(".parley/mail") + "\n", said());
    }

    @Test
    void listsMailsTheNewestLast() throws IOException {
        write("2-b", "Thu, 15 Jan 2026 10:31:00 +0000", "bob@example.com", "Plain", "");
        write("1-a", "Thu, 15 Jan 2026 10:30:00 +0000", "ann@example.com", "=?UTF-8?Q?Ma=C3=B1ana=1B[2J?=", "");
        Files.writeString(mails().resolve(".3-c.eml.tmp"), "not finished");

        mailbox.run(List.of());

        assertEquals(
                "1  2026-01-15T10:30:00Z  ann@example.com  Mañana[2J\n"
                        + "2  2026-01-15T10:31:00Z  bob@example.com  Plain\n"
                        + "2 mails in " + mails() + "\n",
                said());
    }

    @Test
    void showsTheDecodedTextOfAMail() throws IOException {
        write("1-a", "Thu, 15 Jan 2026 10:30:00 +0000", "ann@example.com", "Plain", """
                Mime-Version: 1.0
                Content-Type: multipart/alternative; boundary="b"

                --b
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                Ma=C3=B1ana:
                https://example.com/#token=3Dab=
                cd
                --b
                Content-Type: text/html; charset=utf-8

                <p>not this</p>
                --b--
                """);

        mailbox.run(List.of("show", "1"));

        assertEquals("""
                Date: 2026-01-15T10:30:00Z
                To: ann@example.com
                Subject: Plain

                Mañana:
                https://example.com/#token=abcd
                """, said());
    }

    @Test
    void printsItsUsage() {
        assertThrows(UserError.class, () -> mailbox.run(List.of("show")));
        UserError none = assertThrows(UserError.class, () -> mailbox.run(List.of("show", "1")));
        assertEquals("No mail 1: there are 0.", none.getMessage());
        assertThrows(UserError.class, () -> mailbox.run(List.of("show", "../x")));
    }

    private void write(String name, String date, String to, String subject, String rest) throws IOException {
        Files.createDirectories(mails());
        Files.writeString(
                mails().resolve(name + ".eml"),
                "Date: " + date + "\nTo: " + to + "\nSubject: " + subject + "\n" + (rest.isEmpty() ? "\n" : rest));
    }

    private Path mails() {
        return folder.resolve(".parley/mail");
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
