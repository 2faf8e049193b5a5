package dev.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The JDK's ahead-of-time cache of one program. A run without one trains it; it is written when that run ends
 * gracefully and used from the next run on. A cache of other jars, flags or another JDK is discarded.
 */
final class AotCache {

    private final Path cache;
    private final Path trained;

    /**
     * Created only by the launcher, before the program starts. {@code jars}: files, and folders of files, that it runs
     * from.
     */
    AotCache(Path folder, String program, List<Path> jars, List<String> flags) {
        try {
            Files.createDirectories(folder);
            cache = folder.resolve(program + "-" + fingerprint(jars, flags) + ".aot");
            trained = folder.resolve(program + ".trained");
            // the cache of a killed run may be of other jars, or incomplete
            Files.deleteIfExists(trained);
            Files.deleteIfExists(folder.resolve(program + ".trained.config"));
            try (Stream<Path> files = Files.list(folder)) {
                for (Path other : files.filter(
                                file -> file.getFileName().toString().startsWith(program + "-"))
                        .filter(file -> !file.equals(cache))
                        .toList()) {
                    Files.delete(other);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The flag that makes the JVM use the cache, or train it. */
    String flag() {
        return exists() ? "-XX:AOTCache=" + cache : "-XX:AOTCacheOutput=" + trained;
    }

    boolean exists() {
        return Files.exists(cache);
    }

    /** Called after a run that ended gracefully: the cache that it trained is used from now on. */
    void keepTrained() {
        try {
            if (Files.exists(trained)) {
                Files.move(trained, cache, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fingerprint(List<Path> jars, List<String> flags) throws IOException {
        StringBuilder text =
                new StringBuilder(Runtime.version().toString()).append(' ').append(flags);
        for (Path jar : jars) {
            try (Stream<Path> files = Files.walk(jar)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    text.append('\n')
                            .append(file)
                            .append(' ')
                            .append(Files.size(file))
                            .append(' ')
                            .append(Files.getLastModifiedTime(file).toMillis());
                }
            }
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
