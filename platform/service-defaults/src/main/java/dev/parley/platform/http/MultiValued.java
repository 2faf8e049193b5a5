package dev.parley.platform.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The query parameters of an endpoint that may occur more than once; all others are rejected when they do. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface MultiValued {

    /** Names; one that ends with {@code *} is a prefix. */
    String[] value();
}
