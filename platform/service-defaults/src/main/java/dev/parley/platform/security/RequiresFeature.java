package dev.parley.platform.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Only for callers whose plan has this feature ({@link Features}), or who have it added: anybody else gets 403
 * {@code feature-not-in-plan} with the members {@code feature} and {@code plan}. It comes after the roles, which the
 * endpoint names as well; on a method it counts instead of what its class says. Services of ours pass: they ask on
 * behalf of somebody whose plan was looked at where that one came in, and have none of their own. A name that no
 * feature has stops the start.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface RequiresFeature {
    String value();
}
