package dev.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdvisoriesTest {

    private static final Clock NOV_27 = Clock.fixed(Instant.parse("2026-11-27T12:00:00Z"), ZoneOffset.UTC);
    private static final URI NO_SERVER = URI.create("http://127.0.0.1:1");
    private static final String SMUGGLING = """
            {"id": "GHSA-1", "aliases": ["CVE-1"], "summary": "smuggling", "affected": [
              {"package": {"ecosystem": "Maven", "name": "io.netty:netty-codec-http"},
               "ranges": [{"type": "ECOSYSTEM", "events": [
                 {"introduced": "0"}, {"fixed": "4.1.138.Final"}, {"introduced": "4.2.0.Final"}, {"last_affected": "4.2.17.Final"}]}]}]}
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void noAdvisories() throws IOException {
        list("", "");
    }

    @Test
    void failsOnALibraryWithAKnownVulnerability() throws IOException {
        list("", SMUGGLING);
        delivered("4.1.137.Final");

        assertEquals(1, advisories(NO_SERVER).run(List.of()));
        assertTrue(said().contains("io.netty:netty-codec-http 4.1.137.Final: GHSA-1 (CVE-1) smuggling"), said());
    }

    @Test
    void passesWithTheVersionThatFixesIt() throws IOException {
        list("", SMUGGLING);
        delivered("4.1.138.Final");

        assertEquals(0, advisories(NO_SERVER).run(List.of()));
    }

    @Test
    void knowsRangesThatBeginAgain() throws IOException {
        list("", SMUGGLING);
        delivered("4.2.17.Final");
        assertEquals(1, advisories(NO_SERVER).run(List.of()));

        delivered("4.2.18.Final");
        assertEquals(0, advisories(NO_SERVER).run(List.of()));
    }

    @Test
    void acceptsAVulnerabilityUntilItsDay() throws IOException {
        delivered("4.1.137.Final");

        list("{\"id\": \"CVE-1\", \"reason\": \"not reached\", \"until\": \"2026-11-27\"}", SMUGGLING);
        assertEquals(0, advisories(NO_SERVER).run(List.of()));

        list("{\"id\": \"CVE-1\", \"reason\": \"not reached\", \"until\": \"2026-11-26\"}", SMUGGLING);
        assertEquals(1, advisories(NO_SERVER).run(List.of()));
    }

    @Test
    void refusesToPassWithoutABillOfMaterials() throws IOException {
        assertThrows(UserError.class, () -> advisories(NO_SERVER).run(List.of()));

        Files.writeString(folder.resolve("bom.json"), "{\"components\": []}");
        assertThrows(UserError.class, () -> advisories(NO_SERVER).run(List.of()));
    }

    @Test
    void theListOfThisProjectIsReadable() throws IOException {
        Files.copy(
                Path.of(System.getProperty("parley.root"), "deploy/advisories/maven.json"),
                folder.resolve("other.json"));
        delivered("4.1.130.Final");

        Advisories advisories =
                new Advisories(folder.resolve("bom.json"), folder.resolve("other.json"), NO_SERVER, NOV_27, terminal());

        assertEquals(1, advisories.run(List.of()));
        assertTrue(said().contains("CVE-2026-42581"), said());
    }

    @Test
    void renewsTheListOverAllPagesAndKeepsWhatIsAccepted() throws IOException {
        list("{\"id\": \"CVE-9\", \"reason\": \"not reached\", \"until\": \"2027-01-01\"}", "");
        delivered("4.1.137.Final");
        HttpServer osv = osv();
        try {
            advisories(URI.create("http://127.0.0.1:" + osv.getAddress().getPort()))
                    .run(List.of("renew"));
        } finally {
            osv.stop(0);
        }

        String renewed = Files.readString(folder.resolve("maven.json"));
        assertTrue(renewed.contains("GHSA-1") && renewed.contains("GHSA-2"), renewed);
        assertTrue(renewed.contains("CVE-9"), renewed);
        assertFalse(renewed.contains("npm"), renewed);
        assertEquals(1, advisories(NO_SERVER).run(List.of()));
    }

    @Test
    void keepsTheListWhenOsvIsUnavailable() throws IOException {
        list("", SMUGGLING);
        delivered("4.1.137.Final");

        assertThrows(UserError.class, () -> advisories(NO_SERVER).run(List.of("renew")));
        assertTrue(Files.readString(folder.resolve("maven.json")).contains("GHSA-1"));
    }

    private static HttpServer osv() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String answer = switch (exchange.getRequestURI().getPath()) {
                case "/v1/querybatch" ->
                    asked.contains("page_token")
                            ? "{\"results\": [{\"vulns\": [{\"id\": \"GHSA-2\"}]}]}"
                            : "{\"results\": [{\"vulns\": [{\"id\": \"GHSA-1\"}], \"next_page_token\": \"2\"}]}";
                case "/v1/vulns/GHSA-1" -> SMUGGLING;
                default -> """
                        {"id": "GHSA-2", "affected": [
                          {"package": {"ecosystem": "npm", "name": "netty"}, "versions": ["1"]},
                          {"package": {"ecosystem": "Maven", "name": "io.netty:netty-codec-http"}, "versions": ["4.1.1"]}]}
                        """;
            };
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private Advisories advisories(URI osv) {
        return new Advisories(folder.resolve("bom.json"), folder.resolve("maven.json"), osv, NOV_27, terminal());
    }

    private Terminal terminal() {
        return new Terminal(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private void list(String accepted, String advisories) throws IOException {
        Files.writeString(
                folder.resolve("maven.json"),
                "{\"renewed\": \"2026-11-01\", \"accepted\": [" + accepted + "], \"advisories\": [" + advisories
                        + "]}");
    }

    private void delivered(String nettyVersion) throws IOException {
        Files.writeString(folder.resolve("bom.json"), """
                {"components": [
                  {"group": "io.netty", "name": "netty-codec-http", "version": "%s"},
                  {"group": "dev.parley", "name": "local", "version": "0.1.0"}]}
                """.formatted(nettyVersion));
    }
}
