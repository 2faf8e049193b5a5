package dev.parley.platform.http;

import dev.parley.platform.edge.Border;
import dev.parley.platform.edge.EdgeLimits;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.spi.VertxServiceProvider;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Installs the edge in front of this service's HTTP server; Quarkus finds it in {@code META-INF/services}. */
public final class GuardedServers implements VertxServiceProvider {

    @Override
    public void init(VertxBuilder builder) {
        Config config = ConfigProvider.getConfig();
        builder.findTransport(new Border(EdgeLimits.read(
                name -> config.getOptionalValue(name, String.class),
                config.getOptionalValue("quarkus.http.proxy.trusted-proxies", String.class)
                        .orElse(""))));
    }
}
