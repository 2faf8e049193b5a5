package dev.parley.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A service that is not required to confirm could skip an erasure unnoticed. */
class ErasureParticipantsTest {

    private static final Path ROOT = Path.of(System.getProperty("parley.root", ".."));

    @Test
    void everyServiceMustConfirmAnErasure() throws IOException {
        Set<String> listed = Files.readAllLines(ROOT.resolve("contracts/erasure.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> services = Pattern.compile("<module>([a-z]+-service)</module>")
                .matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .map(module -> module.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(services, listed);
        assertEquals(6, services.size());
    }
}
