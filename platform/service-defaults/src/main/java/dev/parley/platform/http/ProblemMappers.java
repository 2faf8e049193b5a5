package dev.parley.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.mongodb.MongoException;
import dev.parley.platform.problem.Problem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Maps every exception that leaves an endpoint to a problem. */
@Singleton
class ProblemMappers {

    private final ProblemAnswers answers;

    ProblemMappers(ProblemAnswers answers) {
        this.answers = answers;
    }

    // One method per type that Quarkus maps by itself: only the exact type overrides its own mapper.

    @ServerExceptionMapper(priority = 1)
    Response problem(Problem problem, UriInfo uri) {
        return answer(problem, uri);
    }

    @ServerExceptionMapper(priority = 1)
    Response violations(ConstraintViolationException error, UriInfo uri) {
        return answer(error, uri);
    }

    @ServerExceptionMapper(priority = 1)
    Response violations(
            io.quarkus.hibernate.validator.runtime.jaxrs.ResteasyReactiveViolationException error, UriInfo uri) {
        return answer(error, uri);
    }

    @ServerExceptionMapper(priority = 1)
    Response unauthenticated(UnauthorizedException error, UriInfo uri) {
        return answer(error, uri);
    }

    @ServerExceptionMapper(priority = 1)
    Response badToken(AuthenticationFailedException error, UriInfo uri) {
        return answer(error, uri);
    }

    @ServerExceptionMapper(priority = 1)
    Response forbidden(ForbiddenException error, UriInfo uri) {
        return answer(error, uri);
    }

    @ServerExceptionMapper(priority = 1)
    Response json(JsonProcessingException error, UriInfo uri) {
        return answer(error, uri);
    }

    @ServerExceptionMapper(priority = 1)
    Response json(com.fasterxml.jackson.databind.exc.MismatchedInputException error, UriInfo uri) {
        return answer(error, uri);
    }

    @ServerExceptionMapper(priority = 1)
    Response storage(MongoException error, UriInfo uri) {
        return answer(error, uri);
    }

    @ServerExceptionMapper(priority = 1)
    Response http(WebApplicationException error, UriInfo uri) {
        if (error.getResponse().hasEntity()) {
            return error.getResponse();
        }
        Response mapped = answer(error, uri);
        return error instanceof NotAllowedException
                ? Response.fromResponse(mapped)
                        .header(
                                HttpHeaders.ALLOW,
                                String.join(
                                        ", ",
                                        AllowedMethods.of(uri.getRequestUri().getPath())))
                        .build()
                : mapped;
    }

    @ServerExceptionMapper(priority = 1)
    Response anything(Throwable error, UriInfo uri) {
        return answer(error, uri);
    }

    private Response answer(Throwable error, UriInfo uri) {
        return answers.response(
                ProblemFactory.fromException(error), uri.getRequestUri().getRawPath());
    }
}
