package dev.parley.platform.testing;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.security.RequiresFeature;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An endpoint as its annotations have it.
 *
 * @param scopes any of these lets an API client in
 * @param feature the plan's feature it asks for; empty when it asks for none
 * @param consumes the first media type it takes
 * @param rateLimit name of the limit its callers are counted against
 */
record Endpoint(
        String method,
        String path,
        Set<Who> allowed,
        Set<String> scopes,
        String feature,
        String consumes,
        Optional<String> rateLimit) {

    private static final List<Class<? extends Annotation>> WHO_MAY_CALL =
            List.of(RolesAllowed.class, Authenticated.class, PermitAll.class, DenyAll.class);

    /** Every endpoint in these packages but those of tests, sorted by path. */
    static List<Endpoint> in(String... packages) {
        return in(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS, packages);
    }

    static List<Endpoint> in(ImportOption which, String... packages) {
        return new ClassFileImporter()
                .withImportOption(which).importPackages(packages).stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(Endpoint::is)
                        .map(Endpoint::of)
                        .sorted(Comparator.comparing(Endpoint::path).thenComparing(Endpoint::method))
                        .toList();
    }

    /** The interface of a REST client has the same annotations, and is called by nobody from outside. */
    static boolean is(JavaMethod method) {
        return !method.getOwner().isAnnotatedWith("org.eclipse.microprofile.rest.client.inject.RegisterRestClient")
                && verb(method).isPresent();
    }

    private static Optional<String> verb(JavaMethod method) {
        return method.getAnnotations().stream()
                .map(JavaAnnotation::getRawType)
                .filter(type -> type.isAnnotatedWith(HttpMethod.class))
                .map(type -> type.getAnnotationOfType(HttpMethod.class).value())
                .findFirst();
    }

    static Endpoint of(JavaMethod method) {
        JavaClass type = method.getOwner();
        String feature = either(method, RequiresFeature.class)
                .map(RequiresFeature::value)
                .orElse("");
        return new Endpoint(
                verb(method).orElseThrow(),
                joined(
                        type.tryGetAnnotationOfType(Path.class).map(Path::value).orElse(""),
                        method.tryGetAnnotationOfType(Path.class)
                                .map(Path::value)
                                .orElse("")),
                allowed(method, !feature.isEmpty()),
                scopes(method),
                feature,
                either(method, Consumes.class).map(types -> types.value()[0]).orElse("application/json"),
                either(method, RateLimited.class).map(RateLimited::value));
    }

    /** The path as OpenAPI writes it: without what parameters match. */
    String pathTemplate() {
        return path.replaceAll("\\{\\s*([^:}\\s]+)[^}]*}", "{$1}");
    }

    /** Services are not counted by rate limits. */
    boolean isForServicesOnly() {
        return allowed.equals(Set.of(Who.SERVICE)) && scopes.isEmpty();
    }

    private static Set<Who> allowed(JavaMethod method, boolean withFeature) {
        Set<Who> allowed = EnumSet.noneOf(Who.class);
        for (Who who : Who.values()) {
            if (isAllowed(method, who) && (!withFeature || who.isAccount() || who == Who.SERVICE)) {
                allowed.add(who);
            }
        }
        return allowed;
    }

    private static boolean isAllowed(JavaMethod method, Who who) {
        if (annotated(method, PermitAll.class).isPresent()) {
            return true;
        }
        if (annotated(method, Authenticated.class).isPresent()) {
            return who != Who.NO_TOKEN;
        }
        return roles(method).anyMatch(role -> role.equals("**") ? who != Who.NO_TOKEN : who.hasRole(role));
    }

    /** A scope is an object and what may be done to it, as in {@code catalog:write}. */
    private static Set<String> scopes(JavaMethod method) {
        return roles(method).filter(role -> role.contains(":")).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> roles(JavaMethod method) {
        return annotated(method, RolesAllowed.class).stream().flatMap(roles -> Arrays.stream(roles.value()));
    }

    /** What the method says counts alone, also where the class says another thing. */
    private static <A extends Annotation> Optional<A> annotated(JavaMethod method, Class<A> annotation) {
        boolean own = WHO_MAY_CALL.stream().anyMatch(method::isAnnotatedWith);
        return own
                ? method.tryGetAnnotationOfType(annotation)
                : method.getOwner().tryGetAnnotationOfType(annotation);
    }

    private static <A extends Annotation> Optional<A> either(JavaMethod method, Class<A> annotation) {
        return method.tryGetAnnotationOfType(annotation)
                .or(() -> method.getOwner().tryGetAnnotationOfType(annotation));
    }

    private static String joined(String base, String rest) {
        String path = ("/" + base + "/" + rest).replaceAll("/{2,}", "/");
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
