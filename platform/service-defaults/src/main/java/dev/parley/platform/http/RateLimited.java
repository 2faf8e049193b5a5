package dev.parley.platform.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Limits how often a caller (without a token: an address) may call this: {@code parley.rate-limits.<name>=20/1m} is twenty in a minute, on all instances together. Beyond it: 429. Services of ours are not counted. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RateLimited {
    String value();

    /** Whether the address counts also for who has a token: where tokens are had for the asking, a new one must not be a new allowance. */
    boolean byAddress() default false;
}
