package dev.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class AotCacheTest {

    @TempDir
    Path folder;

    private Path jar;

    @BeforeEach
    void aJar() throws Exception {
        jar = Files.writeString(folder.resolve("app.jar"), "one");
    }

    @Test
    void isTrainedFirstAndUsedFromTheNextRunOn() throws Exception {
        AotCache first = cache("-Xmx1m");
        Path output = Path.of(first.flag().replace("-XX:AOTCacheOutput=", ""));
        Files.createFile(output);
        first.keepTrained();

        AotCache next = cache("-Xmx1m");
        assertTrue(next.exists());
        assertTrue(next.flag().startsWith("-XX:AOTCache="), next::flag);
    }

    @Test
    void isDroppedWhenAJarOrAFlagChanges() throws Exception {
        train();
        assertFalse(cache("-Xmx2m").exists());

        train();
        Files.writeString(jar, "another");
        assertFalse(cache("-Xmx1m").exists());
        try (var left = Files.list(folder.resolve("aot"))) {
            assertEquals(0, left.count(), "old caches are removed");
        }
    }

    @Test
    void theCacheOfAKilledRunIsDiscarded() throws Exception {
        Files.createFile(Path.of(cache("-Xmx1m").flag().replace("-XX:AOTCacheOutput=", "")));

        AotCache next = cache("-Xmx2m");
        next.keepTrained();
        assertFalse(next.exists());
    }

    private void train() throws Exception {
        AotCache cache = cache("-Xmx1m");
        Files.createFile(Path.of(cache.flag().replace("-XX:AOTCacheOutput=", "")));
        cache.keepTrained();
        assertTrue(cache.exists());
    }

    private AotCache cache(String flag) {
        return new AotCache(folder.resolve("aot"), "order-service", List.of(jar), List.of(flag));
    }
}
