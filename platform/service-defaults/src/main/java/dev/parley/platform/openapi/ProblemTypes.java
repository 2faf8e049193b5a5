package dev.parley.platform.openapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The slugs of an endpoint's own problems, besides those that the platform adds to every endpoint (see
 * {@link StandardAnswers}). Status and title come from the code: the build fails on an unknown slug, and
 * {@code OpenApiContract} fails on a problem that the endpoint's code can throw and that is missing here.
 *
 * <p>On an annotation that binds a filter: the problems of that filter, for every endpoint with the annotation.
 *
 * <p>{@code precondition-failed} also states that the endpoint honors {@code If-Match}.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface ProblemTypes {

    String[] value();
}
