package dev.parley.platform.http;

import dev.parley.platform.problem.Problems;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What happens to every request before any endpoint is looked for: its id, the outermost limit, and errors that no endpoint will see. */
@Singleton
class Edge {

    // Before authentication, so that what is refused there has an id as well.
    private static final int FIRST = 2_000;

    private static final Duration LINGER = Duration.ofSeconds(5);

    private final ProblemAnswers answers;
    private final long limit;

    Edge(ProblemAnswers answers, @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.answers = answers;
        this.limit = limit.asLongValue();
    }

    void onEachRequest(@Observes Filters filters) {
        filters.register(this::enter, FIRST);
    }

    void onErrors(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE + 1).failureHandler(this::failed);
        router.route("/*").last().handler(context -> answers.write(context, ProblemOf.status(404)));
    }

    private void enter(RoutingContext context) {
        context.response().putHeader(RequestIds.HEADER, RequestIds.start(context.request()));
        if (length(context.request()) > limit) {
            refuseUnread(context);
            return;
        }
        context.next();
    }

    /**
     * Answers without reading what was announced. It is thrown away for a moment: were the connection closed at once, it would be reset under a client that still
     * sends, before that has read the answer.
     */
    private void refuseUnread(RoutingContext context) {
        HttpServerRequest request = context.request();
        request.handler(_ -> {}).resume();
        context.vertx().setTimer(LINGER.toMillis(), _ -> {
            if (!request.isEnded()) {
                request.connection().close();
            }
        });
        answers.write(context, Problems.tooLarge(limit));
    }

    private void failed(RoutingContext context) {
        Throwable failure = context.failure();
        answers.write(
                context,
                failure == null || context.statusCode() < 500 && context.statusCode() > 0
                        ? ProblemOf.status(context.statusCode())
                        : ProblemOf.error(failure));
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
