package dev.parley.platform.openapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The problems of an endpoint beside those that the platform answers for every endpoint (see {@link StandardAnswers}),
 * by their slugs. Status and title come from the code: the build fails on a slug that no code has, and
 * {@code OpenApiContract} fails on a problem that the endpoint's code can throw and that is missing here.
 *
 * <p>On an annotation that binds a filter, it is what that filter answers for every endpoint with the annotation.
 *
 * <p>{@code precondition-failed} also says that the endpoint honors {@code If-Match}.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface ProblemTypes {

    String[] value();
}
