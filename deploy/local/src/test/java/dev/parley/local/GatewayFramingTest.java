package dev.parley.local;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.platform.edge.Border;
import dev.parley.platform.edge.EdgeLimits;
import dev.parley.platform.edge.testing.FramingCases;
import dev.parley.platform.edge.testing.FramingSuite;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gateway in front of a strict server: it forwards no request that can be parsed in two ways. */
@Tag("slow")
class GatewayFramingTest {

    private static final String PATH = "/v1/orders";

    private static Vertx vertx;
    private static StrictUpstream upstream;
    private static Gateway gateway;
    private static int port;

    @BeforeAll
    static void start() throws IOException {
        upstream = new StrictUpstream();
        Map<String, String> limits = Map.of("parley.http.head-timeout", "2s", "parley.http.body-grace", "2s");
        vertx = Border.vertx(
                new VertxOptions().setEventLoopPoolSize(1),
                EdgeLimits.read(name -> Optional.ofNullable(limits.get(name)), EdgeLimits.LOOPBACK));
        gateway = new Gateway(
                vertx,
                Map.of(Service.ORDER, SocketAddress.inetSocketAddress(upstream.port(), "127.0.0.1")),
                Set.of(),
                false);
        port = gateway.listen(0);
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        upstream.close();
    }

    static Stream<FramingCases.Case> cases() {
        return FramingCases.at(PATH);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersOnceAndLeavesTheNextCallerUntouched(FramingCases.Case attack) throws IOException {
        FramingSuite.check(attack, port, PATH);

        assertTrue(upstream.isClean(), upstream::seen);
    }
}
