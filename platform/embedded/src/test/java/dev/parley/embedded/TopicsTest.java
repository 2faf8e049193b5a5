package dev.parley.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class TopicsTest {

    @TempDir
    Path folder;

    @Test
    void readsTheProjectsOwnFile() {
        Topics topics = Topics.read(Path.of(System.getProperty("parley.root"), "contracts", "topics.yaml"));

        assertTrue(topics.names().contains("order.orders"), () -> "names: " + topics.names());
    }

    @Test
    void refusesAMalformedDuration() throws Exception {
        Path file = Files.writeString(folder.resolve("topics.yaml"), """
                defaults: {partitions: 6, cleanup: delete, retention: 7d}
                topics:
                  - name: order.orders
                    retention: a week
                """);

        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> Topics.read(file));
        assertTrue(refused.getMessage().contains("a week"), refused::getMessage);
    }

    @Test
    void namesATopicThatLacksASettingWithoutDefault() throws Exception {
        Path file = Files.writeString(folder.resolve("topics.yaml"), """
                defaults: {cleanup: delete, retention: 7d}
                topics:
                  - name: order.orders
                """);

        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> Topics.read(file));
        assertEquals("Not a topics file: " + file + ": topic order.orders needs partitions", refused.getMessage());
    }
}
