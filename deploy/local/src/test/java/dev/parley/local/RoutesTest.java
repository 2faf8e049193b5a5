package dev.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

    private final Routes routes = new Routes(addresses());

    private static Map<Service, SocketAddress> addresses() {
        Map<Service, SocketAddress> addresses = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            addresses.put(service, SocketAddress.inetSocketAddress(service.defaultPort, service.serviceName()));
        }
        return addresses;
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/auth/login, IDENTITY",
        "/v1/auth/token, IDENTITY",
        "/v1/api-clients, IDENTITY",
        "/v1/api-clients/1/rotate, IDENTITY",
        "/.well-known/openid-configuration, IDENTITY",
        "/.well-known/jwks.json, IDENTITY",
        "/.well-known/oauth-authorization-server, IDENTITY",
        "/v1/products, CATALOG",
        "/v1/inventory/a%2Fb, CATALOG",
        "/v1/cart, CART",
        "/v1/orders/1/cancel, ORDER",
        "/v1/chat, CHAT",
        "/v1/events, ANALYTICS",
    })
    void theFirstSegmentDecides(String path, Service service) {
        assertEquals(
                new Routes.Target.To(SocketAddress.inetSocketAddress(service.defaultPort, service.serviceName())),
                routes.of(path));
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void everyPublishedPathHasItsService(Service service) throws IOException {
        Path document =
                Path.of(System.getProperty("parley.root"), "contracts/openapi", service.serviceName() + ".yaml");
        List<String> paths = Files.readString(document)
                .lines()
                .filter(line -> line.matches("  /[^ ]*:"))
                .map(line -> line.strip().replaceAll("\"?:$|^\"", ""))
                .toList();

        assertTrue(paths.size() > 1, document::toString);
        for (String path : paths) {
            theFirstSegmentDecides(path.replaceAll("\\{[^}]*}", "1"), service);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/",
                "/v1/internal/token",
                "/internal/token",
                "/internal/keys/rotate",
                "/q/metrics",
                "/v1/q/health",
                "//v1/orders",
                "/v1//orders",
                "/V1/orders",
                "/v1/ordersx",
                "/.well-known/other"
            })
    void anUnroutedPathHasNoService(String path) {
        assertEquals(new Routes.Target.Nowhere(), routes.of(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/orders/../../internal/token",
                "/v1/orders/..%2f..%2finternal/token",
                "/v1/orders/%2e%2e/%2e%2e/q/metrics",
                "/v1/orders/..\\..\\internal",
                "/v1/orders/..;x=1/../internal",
                "/v1/orders/./1",
                "/v1/orders/%zz"
            })
    void aPathWithDotSegmentsIsRefused(String path) {
        assertEquals(new Routes.Target.Malformed(), routes.of(path));
    }
}
