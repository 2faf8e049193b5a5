package dev.parley.platform.openapi;

import dev.parley.platform.http.IdempotencyRequired;
import dev.parley.platform.http.NoIdempotency;
import dev.parley.platform.security.RequiresFeature;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jboss.jandex.MethodInfo;

/** The problem responses of the platform, independent of the endpoint's own code. */
final class StandardAnswers {

    /**
     * Responses with exactly these problems are described once, in the components of the document, under this name. The
     * order is that of the statuses.
     */
    static final Map<String, List<String>> COMPONENTS = components();

    private static final String FORM = "application/x-www-form-urlencoded";

    private StandardAnswers() {}

    private static Map<String, List<String>> components() {
        Map<String, List<String>> components = new LinkedHashMap<>();
        components.put("InvalidBody", List.of("validation", "malformed-json"));
        components.put("InvalidParameters", List.of("validation", "bad-request"));
        components.put(
                "Unauthenticated", List.of("unauthenticated", "token-invalid", "token-expired", "token-revoked"));
        components.put("InvalidToken", List.of("token-invalid", "token-expired", "token-revoked"));
        components.put("Forbidden", List.of("forbidden"));
        components.put("NotFound", List.of("not-found"));
        components.put("InProgress", List.of("idempotency-key-in-progress"));
        components.put("VersionConflict", List.of("version-conflict"));
        components.put("PreconditionFailed", List.of("precondition-failed"));
        components.put("BodyTooLarge", List.of("body-too-large"));
        components.put("UnsupportedMediaType", List.of("unsupported-media-type"));
        components.put("IdempotencyKeyReused", List.of("idempotency-key-reused"));
        components.put("RateLimited", List.of("rate-limited"));
        components.put("InternalError", List.of("internal-error"));
        components.put("Unavailable", List.of("unavailable"));
        return components;
    }

    /** The slugs of this endpoint's platform problems, without those of its own code. */
    static List<String> of(HttpMethod verb, Operation operation, MethodInfo method, boolean rateLimited) {
        List<String> slugs = new ArrayList<>();
        boolean body = operation.getRequestBody() != null;
        boolean json = body && operation.getRequestBody().getContent().hasMediaType("application/json");
        boolean parameters = operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(StandardAnswers::isChecked);
        if (json) {
            slugs.addAll(COMPONENTS.get("InvalidBody"));
        } else if (parameters) {
            slugs.addAll(COMPONENTS.get("InvalidParameters"));
        }
        slugs.addAll(COMPONENTS.get(isOpen(method) ? "InvalidToken" : "Unauthenticated"));
        if (Endpoints.either(method, RolesAllowed.class) != null && method.annotation(PermitAll.class) == null) {
            slugs.add("forbidden");
        }
        if (Endpoints.either(method, RequiresFeature.class) != null) {
            slugs.add("feature-not-in-plan");
        }
        if (takesIdempotencyKey(verb, method)) {
            if (method.hasAnnotation(IdempotencyRequired.class)) {
                slugs.add("idempotency-key-missing");
            }
            slugs.addAll(List.of("idempotency-key-invalid", "idempotency-key-in-progress", "idempotency-key-reused"));
        }
        if (body) {
            slugs.add("body-too-large");
        }
        if (body
                && !operation
                        .getRequestBody()
                        .getContent()
                        .hasMediaType(FORM)) { // OAuth has error responses of its own
            slugs.add("unsupported-media-type");
        }
        if (rateLimited) {
            slugs.add("rate-limited");
        }
        slugs.addAll(List.of("internal-error", "unavailable"));
        return slugs;
    }

    /** Whether a request without a token is accepted; one with an invalid token never is. */
    static boolean isOpen(MethodInfo method) {
        return Endpoints.either(method, PermitAll.class) != null && method.annotation(RolesAllowed.class) == null;
    }

    static boolean takesIdempotencyKey(HttpMethod verb, MethodInfo method) {
        return verb == HttpMethod.POST && !method.hasAnnotation(NoIdempotency.class);
    }

    /** Path parameters accept any text; an unknown one is a 404. */
    private static boolean isChecked(Parameter parameter) {
        return parameter.getIn() == Parameter.In.QUERY;
    }
}
