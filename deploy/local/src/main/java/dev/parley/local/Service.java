package dev.parley.local;

import java.util.Locale;

/** The six services, with their default ports and heap sizes. */
enum Service {
    IDENTITY(8081, 128),
    CATALOG(8082, 320),
    CART(8083, 128),
    ORDER(8084, 128),
    CHAT(8085, 128),
    ANALYTICS(8086, 128);

    final int defaultPort;
    final int heapMegabytes;

    Service(int defaultPort, int heapMegabytes) {
        this.defaultPort = defaultPort;
        this.heapMegabytes = heapMegabytes;
    }

    /** The name of its process, folder and API client: {@code order-service}. */
    String serviceName() {
        return name().toLowerCase(Locale.ROOT) + "-service";
    }
}
