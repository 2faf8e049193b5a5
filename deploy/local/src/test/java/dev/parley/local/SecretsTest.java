package dev.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path folder;

    @Test
    void areCreatedOnceAndReadableByTheirOwnerOnly() throws Exception {
        String made = new Secrets(folder.resolve("secrets")).of("cart-service");

        assertEquals(made, new Secrets(folder.resolve("secrets")).of("cart-service"));
        assertNotEquals(made, new Secrets(folder.resolve("secrets")).of("order-service"));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secrets/cart-service"))));
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secrets"))));
    }

    @Test
    void identityGetsAllOfThem() {
        Secrets secrets = new Secrets(folder.resolve("secrets"));

        String all = secrets.forIdentity();
        assertTrue(all.contains("catalog-service=" + secrets.of("catalog-service") + ","), all);
        assertTrue(all.endsWith("local=" + secrets.of("local")), all);
    }
}
