package dev.parley.platform.openapi;

import static org.eclipse.microprofile.openapi.models.media.Schema.SchemaType.INTEGER;
import static org.eclipse.microprofile.openapi.models.media.Schema.SchemaType.STRING;

import dev.parley.platform.http.IdempotencyRequired;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.servers.Server;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** An OpenAPI document that is being completed. */
final class ApiDocument {

    /** The server of a document, and whether its requests are counted against rate limits. */
    record Place(String url, String variable, String example, String description, boolean rateLimited) {}

    static final Place GATEWAY =
            new Place("{publicUrl}", "publicUrl", "http://localhost:8080", "The gateway of a deployment", true);
    static final Place SERVICE = new Place(
            "{serviceUrl}", "serviceUrl", "http://localhost", "The service itself, inside a deployment", false);

    private static final String PROBLEM_TYPE = "https://parley.dev/problems/";
    private static final String PROBLEM_JSON = "application/problem+json";
    private static final String TOKEN = "bearer";
    private static final String ANY_PROBLEM = "Problem";
    private static final String PRECONDITION_FAILED = "precondition-failed";

    private static final DotName PROBLEM_TYPES = DotName.createSimple(ProblemTypes.class);

    private final OpenAPI api;
    private final Components components;
    private final Endpoints endpoints;
    private final KnownProblems problems;
    private final Schemas schemas;
    private final IndexView index;

    ApiDocument(OpenAPI api, IndexView index) {
        this.api = api;
        this.index = index;
        this.components = api.getComponents() == null ? OASFactory.createComponents() : api.getComponents();
        api.setComponents(components);
        this.endpoints = new Endpoints(index);
        this.problems = KnownProblems.of(index);
        this.schemas = new Schemas(components, index);
    }

    /** Keeps only the operations under these paths and completes them and their schemas. */
    void complete(Predicate<String> paths, Place place) {
        List.copyOf(api.getPaths().getPathItems().keySet()).stream()
                .filter(paths.negate())
                .forEach(api.getPaths()::removePathItem);
        schemas.removeUnused(api);
        api.setServers(List.of(server(place)));
        addProblemSchemas();
        Map<String, String> ids = new HashMap<>();
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().forEach((verb, operation) -> {
                    MethodInfo method = endpoints.of(verb, path);
                    name(operation, method);
                    String before = ids.put(operation.getOperationId(), path);
                    if (before != null) {
                        throw new IllegalStateException("Two operations are called " + operation.getOperationId()
                                + ": under " + before + " and " + path);
                    }
                    addSecurity(operation, method);
                    addParameters(verb, operation, method);
                    addAnswers(verb, operation, method, place.rateLimited());
                }));
        schemas.complete(api);
        removeUnusedTags();
    }

    private static Server server(Place place) {
        return OASFactory.createServer()
                .url(place.url())
                .description(place.description())
                .addVariable(place.variable(), OASFactory.createServerVariable().defaultValue(place.example()));
    }

    /** {@code OrderResource.list} becomes {@code listOrders}; a method whose name has several words keeps its name. */
    private static void name(Operation operation, MethodInfo method) {
        String resource = method.declaringClass().simpleName().replaceAll("^Internal|Resource$", "");
        if (operation.getOperationId() == null) {
            boolean oneWord = method.name().chars().noneMatch(Character::isUpperCase);
            String noun = method.name().equals("list") ? plural(resource) : resource;
            operation.setOperationId(oneWord ? method.name() + noun : method.name());
        }
        if (operation.getTags() == null
                || operation.getTags().isEmpty()
                || operation.getTags().getFirst().endsWith(" Resource")) {
            operation.setTags(List.of(resource));
        }
    }

    private static void addSecurity(Operation operation, MethodInfo method) {
        if (StandardAnswers.isOpen(method)) {
            operation.setSecurity(List.of(
                    OASFactory.createSecurityRequirement(),
                    OASFactory.createSecurityRequirement().addScheme(TOKEN)));
        }
    }

    private static String plural(String noun) {
        return noun.endsWith("s") ? noun + "es" : noun.replaceAll("(?<![aeo])y$", "ie") + "s";
    }

    private void addParameters(HttpMethod verb, Operation operation, MethodInfo method) {
        if (StandardAnswers.takesIdempotencyKey(verb, method)) {
            boolean required = method.hasAnnotation(IdempotencyRequired.class);
            addHeader(
                    operation,
                    "Idempotency-Key",
                    required,
                    "1 to 200 visible ASCII characters. A retry with the same key and body gets the "
                            + "first response, with `Idempotent-Replayed: true`, and has no second effect. Kept "
                            + "for 24 hours.",
                    OASFactory.createSchema()
                            .addType(STRING)
                            .minLength(1)
                            .maxLength(200)
                            .pattern("^[!-~]+$"));
        }
        if (declared(method).contains(PRECONDITION_FAILED)) {
            addHeader(
                    operation,
                    "If-Match",
                    false,
                    "The ETag that the caller has read: the change is made only if it is still the current one.",
                    OASFactory.createSchema().addType(STRING));
        }
        if (operation.getResponses().hasAPIResponse("304")) {
            operation
                    .getResponses()
                    .getAPIResponse("200")
                    .addHeader("ETag", header("The version, for If-None-Match and If-Match", STRING));
            addHeader(
                    operation,
                    "If-None-Match",
                    false,
                    "The ETag that the caller has read: while it is the current one, the response is 304.",
                    OASFactory.createSchema().addType(STRING));
        }
        if (operation.getParameters() != null) {
            operation.getParameters().stream()
                    .filter(parameter -> parameter.getSchema() == null && parameter.getContent() == null)
                    .forEach(parameter ->
                            parameter.setSchema(OASFactory.createSchema().addType(STRING)));
            operation.getParameters().stream()
                    .filter(parameter -> parameter.getIn() == Parameter.In.PATH)
                    .forEach(parameter -> Schemas.formatId(parameter.getName(), parameter.getSchema()));
            operation.getParameters().stream()
                    .filter(parameter -> parameter.getIn() == Parameter.In.QUERY)
                    .filter(parameter -> !Schemas.isString(parameter.getSchema()))
                    .forEach(parameter -> parameter.setAllowEmptyValue(true)); // counts as absent
            endpoints
                    .texts(method)
                    .forEach((name, text) -> operation.getParameters().stream()
                            .filter(parameter -> parameter.getName().equals(name))
                            .forEach(parameter -> TextSchemas.describe(parameter.getSchema(), text, index)));
        }
    }

    private static void addHeader(
            Operation operation, String name, boolean required, String description, Schema schema) {
        operation.addParameter(OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.HEADER)
                .required(required ? true : null)
                .description(description)
                .schema(schema));
    }

    /** The problems of the endpoint's own code, and of the filters that its annotations bind. */
    private List<String> declared(MethodInfo method) {
        return method.declaredAnnotations().stream()
                .flatMap(annotation -> {
                    ClassInfo type = index.getClassByName(annotation.name());
                    return annotation.name().equals(PROBLEM_TYPES)
                            ? Stream.of(annotation)
                            : Stream.ofNullable(type == null ? null : type.declaredAnnotation(PROBLEM_TYPES));
                })
                .flatMap(types -> Arrays.stream(types.value().asStringArray()))
                .toList();
    }

    private void addAnswers(HttpMethod verb, Operation operation, MethodInfo method, boolean rateLimited) {
        APIResponses responses = operation.getResponses();
        Map<Integer, List<String>> byStatus = new TreeMap<>();
        List<String> slugs = new ArrayList<>(StandardAnswers.of(verb, operation, method, rateLimited));
        slugs.addAll(declared(method));
        slugs.stream()
                .distinct()
                .map(problems::get)
                .forEach(type -> byStatus.computeIfAbsent(type.status(), s -> new ArrayList<>())
                        .add(type.slug()));
        if (hasPathParameter(operation)) {
            byStatus.putIfAbsent(404, List.of("not-found"));
        }
        responses.getAPIResponses().keySet().stream()
                .filter(status -> status.startsWith("4") || status.startsWith("5"))
                .filter(status -> responses.getAPIResponse(status).getContent() == null)
                .toList()
                .forEach(responses::removeAPIResponse);
        byStatus.forEach((status, types) -> {
            if (!responses.hasAPIResponse(Integer.toString(status))) {
                responses.addAPIResponse(Integer.toString(status), answer(status, types));
            }
        });
        responses.defaultValue(OASFactory.createAPIResponse().ref(ANY_PROBLEM));
    }

    private static boolean hasPathParameter(Operation operation) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> parameter.getIn() == Parameter.In.PATH);
    }

    private APIResponse answer(int status, List<String> slugs) {
        return StandardAnswers.COMPONENTS.entrySet().stream()
                .filter(component -> component.getValue().equals(slugs))
                .map(Map.Entry::getKey)
                .findFirst()
                .map(name -> {
                    if (components.getResponses() == null
                            || !components.getResponses().containsKey(name)) {
                        components.addResponse(name, described(status, slugs));
                    }
                    return OASFactory.createAPIResponse().ref(name);
                })
                .orElseGet(() -> described(status, slugs));
    }

    private APIResponse described(int status, List<String> slugs) {
        var content =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("Problem"));
        slugs.forEach(slug -> {
            addExample(slug);
            content.addExample(slug, OASFactory.createExample().ref(slug));
        });
        APIResponse response = OASFactory.createAPIResponse()
                .description(slugs.stream()
                        .map(slug -> "`" + slug + "`: " + problems.get(slug).title())
                        .collect(Collectors.joining("; ")))
                .content(OASFactory.createContent().addMediaType(PROBLEM_JSON, content));
        switch (status) {
            case 401 -> response.addHeader("WWW-Authenticate", header("Why the token is refused (RFC 6750)", STRING));
            case 429, 503 -> response.addHeader("Retry-After", header("When to retry, in seconds", INTEGER));
            case 409 ->
                response.addHeader(
                        "Retry-After",
                        header("When to retry, in seconds; absent when a retry cannot succeed", INTEGER));
            default -> {}
        }
        return response;
    }

    private static Header header(String description, Schema.SchemaType type) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema().addType(type));
    }

    private void addExample(String slug) {
        KnownProblems.Type type = problems.get(slug);
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", PROBLEM_TYPE + slug);
        problem.put("title", type.title());
        problem.put("status", type.status());
        problem.put("detail", type.detail());
        problem.put("instance", "/v1/orders");
        if (slug.equals("validation")) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("field", "items[0].quantity");
            error.put("message", "must be at least 1");
            problem.put("errors", List.of(error));
        }
        components.addExample(slug, OASFactory.createExample().value(problem));
    }

    private void addProblemSchemas() {
        APIResponse other = described(400, List.of("bad-request"));
        other.setDescription("Any other problem, such as a request line that is too long (414)");
        components.addResponse(ANY_PROBLEM, other);
        components.addSchema(
                "Problem",
                OASFactory.createSchema()
                        .addType(Schema.SchemaType.OBJECT)
                        .description("Problem details (RFC 9457). Further members depend on the type.")
                        .addProperty(
                                "type",
                                text("Identifies the kind of problem: " + PROBLEM_TYPE + " and its slug")
                                        .format("uri"))
                        .addProperty("title", text("The title of the type, the same for every occurrence"))
                        .addProperty(
                                "status",
                                OASFactory.createSchema()
                                        .addType(INTEGER)
                                        .format("int32")
                                        .description("The HTTP status"))
                        .addProperty("detail", text("An explanation of this occurrence"))
                        .addProperty("instance", text("The path of the request").format("uri-reference"))
                        .addProperty(
                                "errors",
                                OASFactory.createSchema()
                                        .addType(Schema.SchemaType.ARRAY)
                                        .description("Every invalid field; only for type validation")
                                        .items(OASFactory.createSchema().ref("FieldError")))
                        .addProperty(
                                "traceId",
                                text("Only for type internal-error: the id by which support finds the cause"))
                        .required(List.of("type", "title", "status", "detail"))
                        .additionalPropertiesBoolean(true));
        components.addSchema(
                "FieldError",
                OASFactory.createSchema()
                        .addType(Schema.SchemaType.OBJECT)
                        .addProperty("field", text("A path into the body, such as items[0].quantity, or a parameter"))
                        .addProperty("message", text("What is wrong with the field"))
                        .required(List.of("field", "message")));
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(STRING).description(description);
    }

    private void removeUnusedTags() {
        List<String> used = api.getPaths().getPathItems().values().stream()
                .map(PathItem::getOperations)
                .flatMap(operations -> operations.values().stream())
                .flatMap(operation -> operation.getTags().stream())
                .distinct()
                .sorted()
                .toList();
        api.setTags(used.stream().map(name -> OASFactory.createTag().name(name)).toList());
    }
}
