package dev.parley.platform.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits how often a caller may call this: {@code parley.rate-limits.<name>=20/1m} is twenty in a minute, on all
 * instances together. Beyond it: 429. Guests and callers without a token are counted by their address, as tokens of
 * guests are had for the asking; an address may be several people, so it has the allowance of
 * {@code parley.rate-limits.people-per-address} callers. Besides, each instance counts every request by address against
 * {@value #DEFAULT}. Services are not counted. On a method it counts instead of what the class says; every endpoint
 * that not only services may call has one or the other, which an architecture rule checks.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface RateLimited {

    /** The limit per address of every endpoint; as a value: that one is enough here. */
    String DEFAULT = "default";

    String value();

    /** Whether the address counts for every caller, as one caller: where tokens are made and secrets are tried. */
    boolean byAddress() default false;
}
