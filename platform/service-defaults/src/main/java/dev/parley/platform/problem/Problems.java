package dev.parley.platform.problem;

import java.time.Duration;
import java.util.List;

/** The general problems, which belong to no aggregate; each service's aggregates have families of their own. */
public final class Problems {

    private Problems() {}

    /** A problem without a family; its slug is one of those in this class. */
    private static final class General extends Problem {
        General(int status, String slug, String title, String detail) {
            super(status, slug, title, detail);
        }
    }

    /** 404: the resource does not exist, or is not the caller's. */
    public static Problem notFound(String what) {
        return new General(404, "not-found", "Not found", "There is no such " + what + ".");
    }

    /** 400: the request as a whole is malformed. */
    public static Problem badRequest(String detail) {
        return new General(400, "bad-request", "Bad request", detail);
    }

    /** 400: the body is not JSON. */
    public static Problem malformedJson(String detail) {
        return new General(400, "malformed-json", "Malformed JSON", detail);
    }

    /** 400 that names every wrong field. */
    public static Problem validation(List<FieldError> errors) {
        String detail = errors.size() == 1
                ? errors.getFirst().field() + ": " + errors.getFirst().message()
                : errors.size() + " fields are wrong.";
        return new General(400, "validation", "Invalid request", detail).with("errors", List.copyOf(errors));
    }

    /** 400 for one field. */
    public static Problem validation(String field, String message) {
        return validation(List.of(new FieldError(field, message)));
    }

    /** 401: the token is missing or invalid. */
    public static Problem unauthenticated(String slug, String detail) {
        return new General(401, slug, "Not authenticated", detail);
    }

    /** 401: the caller is authenticated, but must have entered the password within this time (RFC 9470). */
    public static Problem reauthenticationRequired(Duration maxAge) {
        return new General(
                        401,
                        "reauthentication-required",
                        "Reauthentication required",
                        "Enter the password again: this needs a sign-in of the last " + maxAge.toMinutes()
                                + " minutes.")
                .with("maxAge", maxAge.toSeconds());
    }

    /** 403: the caller is authenticated but not authorized. */
    public static Problem forbidden(String detail) {
        return new General(403, "forbidden", "Not allowed", detail);
    }

    /** 403: the caller's plan lacks the feature, and it was not added. */
    public static Problem featureNotInPlan(String feature, String plan) {
        return new General(
                        403,
                        "feature-not-in-plan",
                        "Feature not in plan",
                        "This needs the feature " + feature + ", which the plan " + plan + " does not have.")
                .with("feature", feature)
                .with("plan", plan);
    }

    /** 409: the request conflicts with the state of the resource. */
    public static Problem conflict(String slug, String title, String detail) {
        return new General(409, slug, title, detail);
    }

    /** 409: concurrent changes of the same resource; a retry may succeed. */
    public static Problem versionConflict() {
        return conflict("version-conflict", "Version conflict", "Others are changing this at the same time. Try again.")
                .retryAfter(Duration.ofSeconds(1));
    }

    /** 412: the {@code If-Match} of the request names another version than the current one. */
    public static Problem preconditionFailed(long currentVersion) {
        return new General(
                        412,
                        "precondition-failed",
                        "Precondition failed",
                        "This was changed since you read it. Read it again and repeat your change.")
                .with("currentVersion", currentVersion);
    }

    /** 413: the body exceeds the limit of this endpoint. */
    public static Problem tooLarge(long limitBytes) {
        return new General(413, "body-too-large", "Body too large", "A body here has at most " + limitBytes + " bytes.")
                .with("limit", limitBytes);
    }

    /** 422: well-formed, but against a rule. */
    public static Problem unprocessable(String slug, String title, String detail) {
        return new General(422, slug, title, detail);
    }

    /** 428: this change requires an {@code If-Match}. */
    public static Problem preconditionRequired() {
        return new General(
                428,
                "if-match-required",
                "If-Match missing",
                "Send the ETag you have read as If-Match, so that no change of others is overwritten.");
    }

    /** 429: too many requests; with the time until the next one is allowed. */
    public static Problem rateLimited(Duration retryAfter) {
        return new General(429, "rate-limited", "Too many requests", "Slow down and try again later.")
                .retryAfter(retryAfter);
    }

    /** 503: a dependency is unavailable at the moment. */
    public static Problem unavailable(String what, Duration retryAfter) {
        return new General(503, "unavailable", "Temporarily unavailable", what + " is not available right now.")
                .retryAfter(retryAfter);
    }

    /** Any other status that the HTTP layer sets (404 for a path, 405, 406, 415 …). */
    public static Problem http(int status, String slug, String title, String detail) {
        return new General(status, slug, title, detail);
    }
}
