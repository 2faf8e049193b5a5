package dev.parley.identity.session.http;

import dev.parley.platform.openapi.ProblemTypes;
import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An endpoint that a stolen access token does not open: its caller has given the password within
 * {@link RecentSignInFilter#MAX_AGE}.
 */
@NameBinding
@ProblemTypes("reauthentication-required")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface RecentSignIn {}
