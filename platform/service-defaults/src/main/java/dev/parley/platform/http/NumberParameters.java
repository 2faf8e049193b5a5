package dev.parley.platform.http;

import dev.parley.platform.problem.Problems;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Parses numbers in path and query parameters: an invalid one is a 400 that names the parameter, where JAX-RS responds
 * with 404.
 */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
class NumberParameters implements ParamConverterProvider {

    private static final Map<Class<?>, Function<String, Object>> PARSERS = Map.of(
            int.class, Integer::valueOf,
            Integer.class, Integer::valueOf,
            long.class, Long::valueOf,
            Long.class, Long::valueOf);

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        Function<String, Object> parser = PARSERS.get(type);
        return parser == null ? null : (ParamConverter<T>) new Converter(name(annotations), parser);
    }

    private static String name(Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            if (annotation instanceof QueryParam query) {
                return query.value();
            }
            if (annotation instanceof PathParam path) {
                return path.value();
            }
        }
        return "parameter";
    }

    private record Converter(String name, Function<String, Object> parser) implements ParamConverter<Object> {

        @Override
        public Object fromString(String value) {
            try {
                return parser.apply(value);
            } catch (NumberFormatException e) {
                throw Problems.validation(name, "must be a whole number in its range");
            }
        }

        @Override
        public String toString(Object value) {
            return value.toString();
        }
    }
}
