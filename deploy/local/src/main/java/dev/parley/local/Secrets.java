package dev.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The client secrets of the services and of the local operator, the passwords of the first administrator and of the
 * embedded engines, and the encryption key of secrets in the database: created once and readable only by their owner.
 */
final class Secrets {

    /** The client of the operator of this machine. */
    static final String LOCAL = "local";

    /** The name of the first administrator's password. */
    static final String ADMINISTRATOR = "administrator";

    /** The name of the key with which identity-service encrypts secrets in its database. */
    static final String KEY_ENCRYPTION = "key-encryption";

    /** The names of the passwords of the embedded engines. */
    static final String KAFKA = "kafka";

    static final String MONGODB = "mongodb";

    static final String REDIS = "redis";

    private static final int BYTES = 32;

    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    Secrets(Path folder) {
        this.folder = folder;
    }

    /** The secret of {@code client}; created when it is missing. */
    String of(String client) {
        Path file = file(client);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                Path made = Files.createTempFile(
                        folder,
                        client,
                        ".new",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(made, random(), StandardOpenOption.TRUNCATE_EXISTING);
                Files.move(made, file); // atomic, even if the machine crashes
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The secret of " + client + " can be neither read nor created", e);
        }
    }

    /** Whether the secret of {@code client} exists. */
    boolean has(String client) {
        return Files.exists(file(client));
    }

    /** The file of the secret of {@code client}. */
    Path file(String client) {
        return folder.resolve(client);
    }

    private String random() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Every client with its secret, in the format of identity-service: {@code cart-service=…,local=…}. */
    String forIdentity() {
        return Stream.concat(Arrays.stream(Service.values()).map(Service::serviceName), Stream.of(LOCAL))
                .map(client -> client + "=" + of(client))
                .collect(Collectors.joining(","));
    }
}
