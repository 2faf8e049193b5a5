package dev.parley.identity.session.http;

import dev.parley.platform.openapi.ProblemTypes;
import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Protects an endpoint against stolen access tokens: its caller must have entered the password within
 * {@link RecentSignInFilter#MAX_AGE}.
 */
@NameBinding
@ProblemTypes("reauthentication-required")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface RecentSignIn {}
