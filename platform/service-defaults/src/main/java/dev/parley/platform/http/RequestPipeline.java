package dev.parley.platform.http;

import dev.parley.platform.edge.SecurityHeaders;
import dev.parley.platform.problem.Problems;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Handles every request outside of its endpoint: its id, the default rate limit, the security headers of its response,
 * and errors that no endpoint handles.
 */
@Singleton
class RequestPipeline {

    // Before authentication, so that a request that is refused there has an id as well.
    private static final int FIRST = 2_000;

    /** Swagger UI is a page with scripts and styles of its own. */
    private static final String PAGES = "/q/";

    private final ProblemAnswers answers;
    private final long limit;

    RequestPipeline(
            ProblemAnswers answers, @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.answers = answers;
        this.limit = limit.asLongValue();
    }

    void onEachRequest(@Observes Filters filters) {
        filters.register(this::enter, FIRST);
    }

    void onErrors(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE + 1).failureHandler(this::failed);
        router.route("/*").last().handler(context -> answers.write(context, ProblemFactory.fromStatus(404)));
    }

    private void enter(RoutingContext context) {
        context.response().putHeader(RequestIds.HEADER, RequestIds.start(context.request()));
        context.addHeadersEndHandler(_ -> finish(context));
        // The announced body is not read: the edge discards it.
        if (length(context.request()) > limit) {
            answers.write(context, Problems.tooLarge(limit));
            return;
        }
        context.next();
    }

    /** Adds security headers, and no-store to personal responses unless the endpoint sets Cache-Control. */
    private static void finish(RoutingContext context) {
        MultiMap headers = context.response().headers();
        HttpServerRequest request = context.request();
        boolean shareable =
                request.method().equals(HttpMethod.GET) && !request.headers().contains(HttpHeaders.AUTHORIZATION);
        if (!shareable && !headers.contains(HttpHeaders.CACHE_CONTROL)) {
            headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        SecurityHeaders.ALL.forEach(headers::set);
        if (context.normalizedPath().startsWith(PAGES)) {
            headers.remove(SecurityHeaders.CONTENT_SECURITY_POLICY);
        }
    }

    private void failed(RoutingContext context) {
        Throwable failure = context.failure();
        answers.write(
                context,
                failure == null || context.statusCode() < 500 && context.statusCode() > 0
                        ? ProblemFactory.fromStatus(context.statusCode())
                        : ProblemFactory.fromException(failure));
    }

    private static long length(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
