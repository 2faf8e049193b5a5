package dev.parley.identity.mail;

import dev.parley.identity.user.domain.Email;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/**
 * Writes each mail into a file instead of sending it, readable only by the operating system user of this service. File
 * names begin with the time, so that they sort by it.
 */
final class MailFolder implements MailTransport {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final MailMessages messages;

    MailFolder(Path folder, MailMessages messages) {
        this.folder = folder;
        this.messages = messages;
    }

    /** Idempotent: the same mail replaces its file. */
    @Override
    public void send(Mail mail, Email to, MailTexts.Text text) {
        byte[] content = messages.encoded(mail, to, text).getBytes(StandardCharsets.UTF_8);
        String name = TIME.format(mail.createdAt()) + "-" + mail.id() + ".eml";
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path unfinished = folder.resolve("." + name + ".tmp");
            Files.deleteIfExists(unfinished);
            try (FileChannel file = FileChannel.open(
                    unfinished,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                file.force(true);
            }
            Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new MailNotSent(e);
        }
    }
}
