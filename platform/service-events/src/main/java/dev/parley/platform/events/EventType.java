package dev.parley.platform.events;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The CloudEvents type of a wire record, such as {@code dev.parley.order.placed.v1}; part of the event contract. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface EventType {
    String value();

    /** Reads the annotation. */
    final class Of {
        private Of() {}

        /**
         * The type of a wire record.
         *
         * @throws IllegalArgumentException for a class without one
         */
        public static String type(Class<?> record) {
            EventType annotation = record.getAnnotation(EventType.class);
            if (annotation == null) {
                throw new IllegalArgumentException(record.getName() + " has no @EventType");
            }
            return annotation.value();
        }
    }
}
