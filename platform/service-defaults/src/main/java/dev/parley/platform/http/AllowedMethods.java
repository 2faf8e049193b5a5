package dev.parley.platform.http;

import jakarta.ws.rs.HttpMethod;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.Deployment;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

/**
 * The methods of a path. RFC 9110 requires them in a 405, and Quarkus omits them; they are looked up only then and for
 * OPTIONS, in Quarkus's own routing tables.
 */
final class AllowedMethods {

    private AllowedMethods() {}

    static Set<String> of(String path) {
        Set<String> allowed = new TreeSet<>();
        Deployment deployment = CurrentRequestManager.get().getDeployment();
        RequestMatch<InitialMatch> match = new RequestMapper<>(deployment.getClassMappers()).map(path);
        if (match == null) {
            return allowed;
        }
        for (ServerRestHandler handler : match.value.handlers) {
            if (handler instanceof ClassRoutingHandler routes) {
                for (Map.Entry<String, RequestMapper<RuntimeResource>> route :
                        routes.getMappers().entrySet()) {
                    if (route.getKey() != null
                            && route.getValue().map(match.remaining.isEmpty() ? "/" : match.remaining) != null) {
                        allowed.add(route.getKey());
                    }
                }
            }
        }
        if (allowed.contains(HttpMethod.GET)) {
            allowed.add(HttpMethod.HEAD);
        }
        if (!allowed.isEmpty()) {
            allowed.add(HttpMethod.OPTIONS);
        }
        return allowed;
    }
}
