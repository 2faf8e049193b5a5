package dev.parley.platform.http;

import com.fasterxml.jackson.databind.JavaType;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.Money;

/** Describes the expected JSON type in terms of the API; Jackson's messages name Java classes. */
final class ExpectedType {

    private static final Set<Class<?>> WHOLE =
            Set.of(int.class, Integer.class, long.class, Long.class, short.class, Short.class);
    private static final Set<Class<?>> DECIMAL =
            Set.of(double.class, Double.class, float.class, Float.class, BigDecimal.class);

    private ExpectedType() {}

    static String describe(JavaType type) {
        return type.isCollectionLikeType() || type.isArrayType() ? "must be an array" : describe(type.getRawClass());
    }

    static String describe(Class<?> type) {
        if (WHOLE.contains(type)) {
            return "must be a whole number in its range";
        }
        if (DECIMAL.contains(type)) {
            return "must be a number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "must be true or false";
        }
        if (type == String.class) {
            return "must be text";
        }
        if (type == Instant.class) {
            return "must be a time such as 2026-01-31T12:00:00Z";
        }
        if (type == LocalDate.class) {
            return "must be a date such as 2026-01-31";
        }
        if (type == URI.class) {
            return "must be a URI";
        }
        if (type == Money.class) {
            return "must be {\"amount\":\"19.99\",\"currency\":\"USD\"}, the amount as text";
        }
        if (type.isEnum()) {
            return "must be one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name())
                            .collect(Collectors.joining(", "));
        }
        return type.isRecord() ? "must be an object" : "has a wrong type or value";
    }
}
