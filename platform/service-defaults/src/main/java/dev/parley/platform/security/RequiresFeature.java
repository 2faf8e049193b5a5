package dev.parley.platform.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Allows only callers whose plan has this feature ({@link Features}), or who have it added: others get 403
 * {@code feature-not-in-plan} with the members {@code feature} and {@code plan}. It is checked after the roles, which
 * the endpoint declares as well; on a method it overrides that of the class. Services are allowed: they call on behalf
 * of users whose plan was checked at the first service, and have no plan themselves. An unknown feature stops the
 * start.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface RequiresFeature {
    String value();
}
