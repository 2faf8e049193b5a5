package dev.parley.platform.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits the request rate of a caller: {@code parley.rate-limits.<name>=20/1m} is twenty in a minute, on all instances
 * together. Beyond it: 429. Guests and callers without a token are counted by their address, because anyone can get
 * guest tokens; an address may be several people, so it has the allowance of
 * {@code parley.rate-limits.people-per-address} callers. In addition, each instance counts every request by address
 * against {@value #DEFAULT}. Services are not counted. On a method it overrides that of the class; every endpoint that
 * not only services may call has one or the other, which an architecture rule checks.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface RateLimited {

    /** The limit per address of every endpoint; as a value it states that no other limit is needed. */
    String DEFAULT = "default";

    String value();

    /** Whether all callers are counted by address, as one caller: where tokens are issued and secrets are checked. */
    boolean byAddress() default false;
}
