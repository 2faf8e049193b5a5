package dev.parley.platform.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * This POST does not honor {@code Idempotency-Key}: its body is too large to fingerprint, or it detects retries in
 * another way.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface NoIdempotency {}
