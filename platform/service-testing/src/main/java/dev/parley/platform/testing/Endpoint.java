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
 * An endpoint, read from its annotations.
 *
 * @param scopes any of these allows an API client
 * @param feature the required feature; empty for none
 * @param consumes its first media type
 * @param rateLimit name of the limit that counts its callers
 */
record Endpoint(
        String method,
        String path,
        Set<CallerKind> allowed,
        Set<String> scopes,
        String feature,
        String consumes,
        Optional<String> rateLimit) {

    private static final List<Class<? extends Annotation>> WHO_MAY_CALL =
            List.of(RolesAllowed.class, Authenticated.class, PermitAll.class, DenyAll.class);

    /** Every endpoint in these packages except those of tests, sorted by path. */
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

    /** The interface of a REST client has the same annotations, but is not an endpoint. */
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

    /** The path as OpenAPI writes it: without the patterns of parameters. */
    String pathTemplate() {
        return path.replaceAll("\\{\\s*([^:}\\s]+)[^}]*}", "{$1}");
    }

    /** Services are not counted by rate limits. */
    boolean isForServicesOnly() {
        return allowed.equals(Set.of(CallerKind.SERVICE)) && scopes.isEmpty();
    }

    private static Set<CallerKind> allowed(JavaMethod method, boolean withFeature) {
        Set<CallerKind> allowed = EnumSet.noneOf(CallerKind.class);
        for (CallerKind who : CallerKind.values()) {
            if (isAllowed(method, who) && (!withFeature || who.isAccount() || who == CallerKind.SERVICE)) {
                allowed.add(who);
            }
        }
        return allowed;
    }

    private static boolean isAllowed(JavaMethod method, CallerKind who) {
        if (annotated(method, PermitAll.class).isPresent()) {
            return true;
        }
        if (annotated(method, Authenticated.class).isPresent()) {
            return who != CallerKind.NO_TOKEN;
        }
        return roles(method).anyMatch(role -> role.equals("**") ? who != CallerKind.NO_TOKEN : who.hasRole(role));
    }

    /** A scope is a resource and an action, such as {@code catalog:write}. */
    private static Set<String> scopes(JavaMethod method) {
        return roles(method).filter(role -> role.contains(":")).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> roles(JavaMethod method) {
        return annotated(method, RolesAllowed.class).stream().flatMap(roles -> Arrays.stream(roles.value()));
    }

    /** The annotation of the method overrides that of the class. */
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
