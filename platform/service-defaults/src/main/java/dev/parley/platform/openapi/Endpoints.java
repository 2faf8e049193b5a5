package dev.parley.platform.openapi;

import dev.parley.platform.http.Text;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

/** The resource method behind each operation, which the model of OpenAPI does not contain. */
final class Endpoints {

    private static final Map<HttpMethod, Class<? extends Annotation>> VERBS = Map.of(
            HttpMethod.GET, GET.class,
            HttpMethod.POST, POST.class,
            HttpMethod.PUT, PUT.class,
            HttpMethod.PATCH, PATCH.class,
            HttpMethod.DELETE, DELETE.class);

    private final IndexView index;
    private final Map<String, MethodInfo> methods = new HashMap<>();

    Endpoints(IndexView index) {
        this.index = index;
        VERBS.forEach((verb, annotation) -> {
            for (AnnotationInstance found : index.getAnnotations(annotation)) {
                if (found.target().kind() == AnnotationTarget.Kind.METHOD) {
                    MethodInfo method = found.target().asMethod();
                    if (!method.declaringClass().isInterface()) { // the interface of a REST client
                        methods.put(key(verb, path(method)), method);
                    }
                }
            }
        });
    }

    /** @throws IllegalStateException when no method in the index matches */
    MethodInfo of(HttpMethod verb, String path) {
        MethodInfo method = methods.get(key(verb, path));
        if (method == null) {
            throw new IllegalStateException("No method of a resource answers " + verb + " " + path);
        }
        return method;
    }

    /** The annotation of the method, else of its class. */
    static @Nullable AnnotationInstance either(MethodInfo method, Class<? extends Annotation> annotation) {
        AnnotationInstance own = method.annotation(annotation);
        return own == null ? method.declaringClass().declaredAnnotation(annotation) : own;
    }

    /**
     * {@link Text} annotations of query parameters, by their names: of the method's own, and of its bean parameters.
     */
    Map<String, AnnotationInstance> texts(MethodInfo method) {
        Map<String, AnnotationInstance> texts = new HashMap<>();
        method.parameters().forEach(parameter -> put(parameter, texts));
        method.parameters().stream()
                .filter(parameter -> parameter.hasAnnotation(BeanParam.class))
                .map(parameter -> index.getClassByName(parameter.type().name()))
                .filter(Objects::nonNull)
                .flatMap(bean -> bean.fields().stream())
                .forEach(field -> put(field, texts));
        return texts;
    }

    private static void put(AnnotationTarget parameter, Map<String, AnnotationInstance> texts) {
        AnnotationInstance name = parameter.annotation(QueryParam.class);
        AnnotationInstance text = parameter.annotation(Text.class);
        if (name != null && text != null) {
            texts.put(name.value().asString(), text);
        }
    }

    private static String path(MethodInfo method) {
        return value(method.declaringClass().declaredAnnotation(Path.class)) + "/"
                + value(method.declaredAnnotation(Path.class));
    }

    private static String value(@Nullable AnnotationInstance path) {
        return path == null ? "" : path.value().asString();
    }

    private static String key(HttpMethod verb, String path) {
        String plain = ("/" + path).replaceAll("/{2,}", "/").replaceAll("(?<=.)/$", "");
        return verb + " " + plain.replaceAll("\\{\\s*([^:}\\s]+)[^}]*}", "{$1}");
    }
}
