package dev.parley.platform.problem;

import java.time.Duration;
import java.util.List;

/** The problems that are nobody's own: each service's aggregates have families of their own beside these. */
public final class Problems {

    private Problems() {}

    /** A problem without a family; its slug belongs to the general ones listed in this class. */
    private static final class General extends Problem {
        General(int status, String slug, String title, String detail) {
            super(status, slug, title, detail);
        }
    }

    /** 404: there is no such thing, or it is not the caller's. */
    public static Problem notFound(String what) {
        return new General(404, "not-found", "Not found", "There is no such " + what + ".");
    }

    /** 400: the request as a whole cannot be understood. */
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
        return new General(400, "validation", "The request is not valid", detail).with("errors", List.copyOf(errors));
    }

    /** 400 for one field. */
    public static Problem validation(String field, String message) {
        return validation(List.of(new FieldError(field, message)));
    }

    /** 401: there is no token, or it does not count. */
    public static Problem unauthenticated(String slug, String detail) {
        return new General(401, slug, "Not authenticated", detail);
    }

    /** 401: the caller is known, and must have given the password within this time (RFC 9470). */
    public static Problem reauthenticationRequired(Duration maxAge) {
        return new General(
                        401,
                        "reauthentication-required",
                        "Password required",
                        "Give the password again: this needs a sign-in of the last " + maxAge.toMinutes() + " minutes.")
                .with("maxAge", maxAge.toSeconds());
    }

    /** 403: the caller is known and may not do this. */
    public static Problem forbidden(String detail) {
        return new General(403, "forbidden", "Not allowed", detail);
    }

    /** 403: the caller's plan lacks the feature this belongs to, and it was not added. */
    public static Problem featureNotInPlan(String feature, String plan) {
        return new General(
                        403,
                        "feature-not-in-plan",
                        "Not in your plan",
                        "This needs the feature " + feature + ", which the plan " + plan + " does not have.")
                .with("feature", feature)
                .with("plan", plan);
    }

    /** 409: the request conflicts with the state the thing is in. */
    public static Problem conflict(String slug, String title, String detail) {
        return new General(409, slug, title, detail);
    }

    /** 409: others kept changing the same thing; another try may succeed. */
    public static Problem versionConflict() {
        return conflict(
                        "version-conflict",
                        "Changed by others",
                        "Others are changing this at the same time. Try again.")
                .retryAfter(Duration.ofSeconds(1));
    }

    /** 412: the {@code If-Match} of the request names another version than the current one. */
    public static Problem preconditionFailed(long currentVersion) {
        return new General(
                        412,
                        "precondition-failed",
                        "Changed in the meantime",
                        "This was changed since you read it. Read it again and repeat your change.")
                .with("currentVersion", currentVersion);
    }

    /** 413: the body is larger than this endpoint takes. */
    public static Problem tooLarge(long limitBytes) {
        return new General(413, "body-too-large", "Body too large", "A body here has at most " + limitBytes + " bytes.")
                .with("limit", limitBytes);
    }

    /** 422: well formed, and against a rule. */
    public static Problem unprocessable(String slug, String title, String detail) {
        return new General(422, slug, title, detail);
    }

    /** 428: this change needs an {@code If-Match}. */
    public static Problem preconditionRequired() {
        return new General(
                428,
                "if-match-required",
                "If-Match missing",
                "Send the ETag you have read as If-Match, so that nobody's change is overwritten.");
    }

    /** 429: too many requests; when the next one is let through. */
    public static Problem rateLimited(Duration retryAfter) {
        return new General(429, "rate-limited", "Too many requests", "Slow down and try again later.")
                .retryAfter(retryAfter);
    }

    /** 503: something this service needs is away for the moment. */
    public static Problem unavailable(String what, Duration retryAfter) {
        return new General(503, "unavailable", "Not available", what + " is not available right now.")
                .retryAfter(retryAfter);
    }

    /** Any other status the HTTP layer answers by itself (404 for a path, 405, 406, 415 …). */
    public static Problem http(int status, String slug, String title, String detail) {
        return new General(status, slug, title, detail);
    }
}
