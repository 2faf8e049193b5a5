package dev.parley.local;

import dev.parley.embedded.EmbeddedStack;
import dev.parley.embedded.Topics;
import dev.parley.platform.edge.Border;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.SocketAddress;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The stack's JVM: engines, topics, gateway, in this order, so that everything else is ready once the gateway responds.
 */
final class StackMain {

    private StackMain() {}

    /**
     * Starts everything, or exits with 1; {@code args} is the root of the checkout, everything else is configuration.
     */
    public static void main(String[] args) {
        Logging.configure();
        Settings settings = Settings.of(Path.of(args[0]), System.getenv());
        try {
            start(settings);
        } catch (RuntimeException e) { // threads of started parts would keep a useless process alive
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void start(Settings settings) {
        EmbeddedStack stack = new EmbeddedStack(
                settings.state().resolve("data"), settings.enginePorts(), settings.passwords(), settings::value);
        Vertx vertx =
                Border.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(2), settings.edgeLimits());
        Gateway gateway = new Gateway(vertx, upstreams(settings), allowedOrigins(settings), settings.isPublicByHttps());
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            gateway.close();
            stack.close();
        }));
        stack.start();
        Topics.read(settings.topicsFile()).create(settings.kafka());
        gateway.listen(settings.gatewayPort());
        System.out.println("The stack is up: gateway " + settings.gatewayUrl() + ", Kafka "
                + stack.kafkaBootstrapServers() + ", documents " + Settings.shown(stack.mongodbUri()) + ", Redis "
                + Settings.shown(stack.redisUrl()));
    }

    private static Map<Service, SocketAddress> upstreams(Settings settings) {
        Map<Service, SocketAddress> upstreams = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            upstreams.put(service, SocketAddress.inetSocketAddress(settings.port(service), "127.0.0.1"));
        }
        return upstreams;
    }

    private static Set<String> allowedOrigins(Settings settings) {
        return settings.value("PARLEY_CORS_ORIGINS").stream()
                .flatMap(list -> Stream.of(list.split(",")))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
