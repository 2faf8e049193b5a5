package dev.parley.local;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.embedded.Ports;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class LauncherTest {

    @TempDir
    Path folder;

    @Test
    void namesEveryTakenPortBeforeAnythingStarts() throws Exception {
        Map<String, String> ports = freePorts();
        pretendThatServicesAreBuilt();
        try (ServerSocket order = taken();
                ServerSocket kafka = taken()) {
            ports.put("PARLEY_PORT_ORDER", Integer.toString(order.getLocalPort()));
            ports.put("PARLEY_PORT_KAFKA", Integer.toString(kafka.getLocalPort()));
            try (Launcher launcher = launcher(ports)) {
                UserError refused = assertThrows(UserError.class, launcher::start);

                assertTrue(
                        refused.getMessage().contains(order.getLocalPort() + " (order-service)"), refused::getMessage);
                assertTrue(refused.getMessage().contains(kafka.getLocalPort() + " (kafka)"), refused::getMessage);
                assertFalse(launcher.stack().isAlive());
            }
        }
    }

    @Test
    void aReplacedEnginesPortMayBeTaken() throws Exception {
        try (ServerSocket kafka = taken()) {
            Settings settings = Settings.of(
                    folder,
                    Map.of(
                            "KAFKA_BOOTSTRAP_SERVERS",
                            "127.0.0.1:" + kafka.getLocalPort(),
                            "PARLEY_PORT_KAFKA",
                            Integer.toString(kafka.getLocalPort())));

            assertFalse(settings.portsToOpen().containsKey("kafka"));
        }
    }

    @Test
    void namesTheServiceThatIsNotBuilt() {
        UserError refused = assertThrows(UserError.class, () -> launcher(freePorts()));

        assertTrue(refused.getMessage().startsWith("identity-service is not built"), refused::getMessage);
    }

    private Launcher launcher(Map<String, String> environment) {
        return new Launcher(
                Settings.of(folder, environment),
                new Terminal(new PrintStream(OutputStream.nullOutputStream())),
                false);
    }

    private void pretendThatServicesAreBuilt() throws Exception {
        for (Service service : Service.values()) {
            Path app = folder.resolve(service.serviceName()).resolve("target/quarkus-app");
            Files.createDirectories(app);
            Files.createFile(app.resolve("quarkus-run.jar"));
        }
    }

    private static Map<String, String> freePorts() {
        Map<String, String> ports = new HashMap<>();
        for (String name : new String[] {
            "GATEWAY", "IDENTITY", "CATALOG", "CART", "ORDER", "CHAT", "ANALYTICS", "KAFKA", "MONGODB", "REDIS"
        }) {
            ports.put("PARLEY_PORT_" + name, Integer.toString(Ports.free()));
        }
        return ports;
    }

    private static ServerSocket taken() throws Exception {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
