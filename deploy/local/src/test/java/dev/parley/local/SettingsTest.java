package dev.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir
    Path folder;

    @Test
    void theEnvironmentWinsOverTheFileAndTheFileOverTheDefault() throws Exception {
        Files.writeString(folder.resolve("parley.properties"), "PARLEY_PORT_CART=1\nPARLEY_PORT_ORDER=2\n");
        Settings settings = Settings.of(folder, Map.of("PARLEY_PORT_ORDER", "3"));

        assertEquals(1, settings.port(Service.CART));
        assertEquals(3, settings.port(Service.ORDER));
        assertEquals(8085, settings.port(Service.CHAT));
    }

    @Test
    void refusesAPortThatIsNoNumberByName() {
        Settings settings = Settings.of(folder, Map.of("PARLEY_PORT_ORDER", "eighty"));

        UserError refused = assertThrows(UserError.class, () -> settings.port(Service.ORDER));
        assertEquals("PARLEY_PORT_ORDER is not a port number: eighty", refused.getMessage());
    }
}
